import StudyFile

extension StudyFileError: Reportable {
    /// The words for a study file's problems: the first in full, the others as further lines.
    package var report: ErrorReport {
        let lines = problems.map { Self.line($0, file: file) }
        var report = ErrorReport(
            what: lines[0].what, causes: lines[0].cause.map { [$0] } ?? [],
            hint: lines[0].hint ?? "Mend it, and check it with `hone check`")
        report.label = "Config error"
        for line in lines.dropFirst() {
            report.causes.append("also: " + line.what + (line.cause.map { " (\($0))" } ?? ""))
        }
        return report
    }

    private static func line(_ problem: StudyFileProblem, file: String?)
        -> (what: String, cause: String?, hint: String?)
    {
        let name = file.map { " of \($0)" } ?? ""
        let place = problem.place.map { "line \($0.line), column \($0.column)\(name)" }
        return (what(problem), place, hint(problem))
    }

    private static func what(_ problem: StudyFileProblem) -> String {
        let key = problem.keyPath
        return switch problem.kind {
        case .notYAML(let detail): "The study file is not YAML: \(detail)"
        case .unknownKey: "There is no key '\(key)'"
        case .duplicateKey: "'\(key)' stands there twice"
        case .missingKey(let expected): "'\(key)' is missing; it must be \(expected)"
        case .wrongValue(let expected, let found): "'\(key)' must be \(expected), not \(found)"
        case .unknownVersion(let found, let known):
            "The study file has version \(found.filter { $0 != "\"" }); this hone reads version \(known)"
        case .notAvailable(let value, _): "'\(key): \(value)' is not available in this version"
        case .onlyWith(let setting): "'\(key)' has a meaning only with '\(setting)'"
        case .literalKey: "'\(key)' seems to hold a key itself, and a study file is recorded with every run"
        case .notVaried: "'\(key)' cannot be varied by a sweep: figures of its cells would not be alike"
        case .missingSplit(let name): "'\(key)' needs a split '\(name)', which 'examples' does not name"
        case .hidesNothing(let pattern): "'\(pattern)' in '\(key)' covers none of 'evaluator.files'"
        case .emptyPattern(let pattern): "'\(pattern)' in '\(key)' can match nothing"
        case .excluded(let other): "'\(key)' cannot stand beside \(other)"
        case .sameFile: "'\(key)' has the same file twice"
        case .impossibleSplit: "'\(key)' adds up to more than there is"
        }
    }

    private static func hint(_ problem: StudyFileProblem) -> String? {
        switch problem.kind {
        case .unknownKey(let nearest?): "Did you mean '\(nearest)'?"
        case .unknownKey: "See every key with `hone help hone.yaml`"
        case .literalKey:
            "Put the key into an environment variable and name that: `key: OPENAI_API_KEY`; or a command: `key: {run: pass show openai}`"
        case .notAvailable(_, let available): "Use one of: \(available.joined(separator: ", "))"
        case .unknownVersion(_, let known): "Update hone, or write `version: \(known)`"
        default: nil
        }
    }
}
