/// Why a change to one path is refused.
package enum ScopeViolation: Hashable, Sendable, Error {
    /// No `editable` pattern covers it.
    case outsideScope(path: String)
    /// A `frozen` pattern covers it.
    case frozen(path: String)
    /// It belongs to the evaluator (`evaluator.files`), or is a file where one of those needs a folder.
    case evaluatorFile(path: String)
    /// `.gitattributes` and `.gitmodules` are always frozen.
    case gitSettings(path: String)
    /// It may stand in no tree: absolute, `..`, a spelling of `.git`, ….
    case unsafePath(path: String, problem: PathProblem)
    /// A link that would be new, or that is there and would change; `target` is the new one's, else the old one's.
    case symbolicLink(path: String, target: String)
    case submodule(path: String)
    /// A change outside the markers, or to a marker; the first line of the old file that differs.
    case outsideMarkers(path: String, line: Int)
    /// Markers that are nested, left open or closed twice, in the old file or the new one, at a line of that one.
    case unbalancedMarkers(path: String, line: Int)
    /// With `regions: markers` no file is added, deleted or given another mode, and one without markers has nothing to edit.
    case noMarkers(path: String)
    /// The file has more bytes than `artifact.max_size`.
    case tooLarge(path: String, bytes: Int, limit: Int)
    /// A parent folder of the path is a file or a link in the parent's tree.
    case throughFile(path: String)
    /// The path is a folder in the parent's tree, with files that the proposal leaves there.
    case replacesFolder(path: String)
    /// The proposal changes the same path twice, or a path and one below it.
    case conflict(path: String)

    package var path: String {
        switch self {
        case .outsideScope(let path), .frozen(let path), .evaluatorFile(let path), .gitSettings(let path),
            .unsafePath(let path, _), .symbolicLink(let path, _), .submodule(let path),
            .outsideMarkers(let path, _), .unbalancedMarkers(let path, _), .noMarkers(let path),
            .tooLarge(let path, _, _), .throughFile(let path), .replacesFolder(let path), .conflict(let path):
            path
        }
    }
}

extension ScopeViolation {
    /// Why, in one line, for the record, the proposer and people.
    package var sentence: String {
        switch self {
        case .outsideScope(let path): "'\(path)' is outside the artifact scope"
        case .frozen(let path): "'\(path)' is frozen"
        case .evaluatorFile(let path): "'\(path)' belongs to the evaluator"
        case .gitSettings(let path): "'\(path)' holds git's settings, which are always frozen"
        case .unsafePath(let path, _): "'\(path)' is no path that a candidate may have"
        case .symbolicLink(let path, let target): "'\(path)' is a symbolic link, to '\(target)'"
        case .submodule(let path): "'\(path)' is a submodule"
        case .outsideMarkers(let path, let line): "'\(path)' is changed outside its markers, at line \(line)"
        case .unbalancedMarkers(let path, let line):
            "'\(path)' has markers that do not pair up, at line \(line)"
        case .noMarkers(let path): "'\(path)' is not changed between markers, which is all that may change"
        case .tooLarge(let path, let bytes, let limit):
            "'\(path)' has \(bytes) bytes, more than the \(limit) of artifact.max_size"
        case .throughFile(let path): "'\(path)' leads through a file"
        case .replacesFolder(let path): "'\(path)' would replace a folder"
        case .conflict(let path): "'\(path)' is changed twice"
        }
    }
}
