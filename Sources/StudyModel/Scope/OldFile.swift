/// What the parent's tree has at the path of a change; nothing there is `nil`.
package enum OldFile: Hashable, Sendable {
    case file([UInt8], executable: Bool)
    case symbolicLink(target: String)
    case submodule
    /// The path is a folder, and the proposal leaves some file below it.
    case folder
    /// A folder of the path is a file, a link or a submodule, and the proposal does not delete it.
    case belowFile
}
