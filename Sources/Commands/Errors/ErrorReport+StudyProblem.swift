import StudyModel
import Wiring

extension ErrorReport {
    init(_ problem: Problem.Study) {
        self = Self.words(problem)
    }

    private static func words(_ problem: Problem.Study) -> ErrorReport {
        switch problem {
        case .invalidName(let name):
            ErrorReport(
                what: "'\(name)' cannot be a study's name",
                hint: "Use lower-case letters, digits and hyphens in `study`")
        case .setupFailed(let reason, let output):
            ErrorReport(
                what: "The study's setup failed", causes: [reason] + (output.isEmpty ? [] : [output]),
                hint: "Try it with `hone check`; what it lacks may be named in `evaluator.inputs`")
        case .badPattern(let pattern):
            ErrorReport(what: "'\(pattern)' is no regular expression", hint: "Correct `evaluator.results`")
        case .badPrompt(let reason):
            ErrorReport(
                what: "The study's prompt cannot be used as a template", causes: [reason],
                hint: "Correct the file that `proposer.prompt` names")
        case .missingInput(let from, let path):
            ErrorReport(
                what: "The evaluator's input '\(from)' is not there", causes: ["looked for it at '\(path)'"],
                hint: "Correct `evaluator.inputs`")
        case .examples(let file, let reason):
            ErrorReport(what: "The examples in '\(file)' cannot be used", causes: [reason])
        case .slotsInsideRepository(let root):
            ErrorReport(
                what: "Slots cannot live in '\(root)'",
                causes: [
                    "It lies in a repository, where an evaluator's tools would find and could change it"
                ],
                hint: "Name a folder outside in `slots`, or set XDG_CACHE_HOME to one")
        case .proposedFromOutside:
            ErrorReport(
                what: "The study's proposals come from outside",
                hint: "Get the next step's evidence with `hone ask`, and answer with `hone tell`")
        case .noStudyFile(let path):
            ErrorReport(what: "There is no study file '\(path)'", hint: "Write one with `hone init`")
        case .studyFileExists(let path):
            ErrorReport(
                what: "'\(path)' exists already", hint: "Edit it, or overwrite it with `hone init --force`")
        case .unreadableFile(let path, let reason):
            ErrorReport(what: "Could not read '\(path)'", causes: [reason])
        case .unknownBase(let base):
            ErrorReport(
                what: "There is no commit '\(base)' to start from",
                hint: "Set `artifact.base` to a branch, a tag or a commit, or use `hone run --from COMMIT`")
        case .nothingEditable(let patterns, let base):
            ErrorReport(
                what: "No file of '\(base)' may be edited",
                causes: ["`artifact.editable` is \(patterns.map { "'\($0)'" }.joined(separator: ", "))"],
                hint:
                    "Name files that are committed in '\(base)'; see them with `git ls-tree -r --name-only \(base)`"
            )
        case .sandboxUnavailable(let reason):
            ErrorReport(
                what: "The sandbox that the study requires is not there", causes: [reason],
                hint:
                    "Install bubblewrap (`apt-get install bubblewrap`), or set `evaluator.sandbox.mode: auto`"
            )
        case .folderNotEmpty(let path):
            ErrorReport(what: "'\(path)' exists and is not empty", hint: "Name a new folder")
        case .baseFailed(let outcome, let reason, let feedback):
            ErrorReport(
                what: "The base has no score: \(outcome.rawValue)",
                causes: [reason ?? feedback].filter { !$0.isEmpty },
                hint: "See all that it wrote with `hone check`")
        }
    }
}
