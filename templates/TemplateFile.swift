/// One file of a template, as it goes into a new repository.
package struct TemplateFile: Hashable, Sendable {
    /// Relative to the top of the repository, `/` between parts.
    package var path: String
    package var bytes: [UInt8]
    package var executable: Bool

    package init(path: String, bytes: [UInt8], executable: Bool = false) {
        self.path = path
        self.bytes = bytes
        self.executable = executable
    }
}
