/// Why a change to one path is refused.
package enum ScopeViolation: Hashable, Sendable, Codable, Error {
    /// No `editable` pattern covers it.
    case outsideScope(path: String)
    /// A `frozen` pattern covers it.
    case frozen(path: String)
    /// It belongs to the evaluator (`evaluator.files`).
    case evaluatorFile(path: String)
    /// `.gitattributes` and `.gitmodules` are always frozen.
    case gitSettings(path: String)
    /// Absolute, `..`, empty parts, a spelling of `.git`, control characters.
    case unsafePath(path: String)
    case symbolicLink(path: String, target: String)
    case submodule(path: String)
    /// A change outside the markers, or to a marker; the first line of the old file that differs.
    case outsideMarkers(path: String, line: Int)
    /// A parent folder of the path is a file or a link in the parent's tree.
    case throughFile(path: String)

    package var path: String {
        switch self {
        case .outsideScope(let path), .frozen(let path), .evaluatorFile(let path), .gitSettings(let path),
            .unsafePath(let path), .symbolicLink(let path, _), .submodule(let path),
            .outsideMarkers(let path, _),
            .throughFile(let path):
            path
        }
    }
}
