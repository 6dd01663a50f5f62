import StudyModel

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
        case .throughFile(let path): "'\(path)' leads through a file"
        case .replacesFolder(let path): "'\(path)' would replace a folder"
        case .conflict(let path): "'\(path)' is changed twice"
        }
    }
}
