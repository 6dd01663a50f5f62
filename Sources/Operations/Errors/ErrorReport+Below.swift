import Evaluation
import Git
import Platform
import StudyModel
import Wiring
import Workspaces

extension ErrorReport {
    init(_ error: FileError) {
        if error.isOutOfSpace {
            self.init(diskFullFor: "\(error.operation) '\(error.path)'")
        } else {
            self.init(what: "Could not use '\(error.path)'", causes: [error.words])
        }
    }

    private init(diskFullFor operation: String) {
        self.init(
            what: "The disk is full", causes: ["could not \(operation)"],
            hint: "Nothing that was recorded is lost. Make room, then `hone run --resume`")
    }

    init(_ error: GitError) { self = Self.words(error) }

    private static func words(_ error: GitError) -> ErrorReport {
        switch error.code {
        case .notARepository:
            ErrorReport(
                what: "There is no git repository here", causes: [error.message],
                hint: "Go into one, name one with `-C FOLDER`, or make one with `git init`")
        case .unsupportedFormat(let name):
            ErrorReport(
                what: "The repository uses the format '\(name)', which hone cannot read",
                causes: [error.message],
                hint: ["reftable", "refstorage"].contains(name)
                    ? "Work in a clone of the plain format: `git clone --ref-format=files REPOSITORY`" : nil)
        case .ownedByOther(let path):
            ErrorReport(
                what: "The repository belongs to another user", causes: [error.message],
                hint: "If you trust it: `git config --global --add safe.directory \(path)`")
        case .shallow:
            ErrorReport(
                what: "Could not \(error.operation)",
                causes: ["This is a shallow clone, and history that it takes is not here"],
                hint: "Fetch the rest with `git fetch --unshallow`")
        case .noIdentity:
            ErrorReport(
                what: "Git does not know who makes the commits", causes: [error.message],
                hint: "Say who: `git config user.name NAME` and `git config user.email ADDRESS`")
        case .noSpace: ErrorReport(diskFullFor: error.operation)
        case .notPermitted: ErrorReport(what: "Not permitted to \(error.operation)", causes: [error.message])
        case .locked(let file):
            ErrorReport(
                what: "Could not \(error.operation): it is locked", causes: ["'\(file)' exists"],
                hint: "If no git command is running, remove that file")
        default: ErrorReport(what: "Could not \(error.operation)", causes: [error.message])
        }
    }

    /// `nil` for what cannot be unless hone is wrong.
    init?(_ error: WorkspaceError) {
        switch error {
        case .sandboxUnavailable(let reason):
            self.init(
                what: "The sandbox that the study requires is not there", causes: [reason],
                hint:
                    "Install bubblewrap (`apt-get install bubblewrap`), or set `evaluator.sandbox.mode: auto`"
            )
        case .slotsInsideRepository(let root, _):
            self.init(
                what: "Slots cannot live in '\(root)'",
                causes: [
                    "It lies in a repository, where an evaluator's tools would find and could change it"
                ],
                hint: "Name a folder outside in `slots`, or set XDG_CACHE_HOME to one")
        case .missingInput(let from, let path):
            self.init(
                what: "The evaluator's input '\(from)' is not there", causes: ["looked for it at '\(path)'"],
                hint: "Correct `evaluator.inputs`")
        case .gitFailed(let arguments, let message):
            self.init(Problem.Repository.gitCommand(words: GitInvocation.words(arguments), output: message))
        case .executableNotFound(let name):
            self.init(what: "Could not use '\(name)'", causes: ["there is no such program"])
        case .cannotStart(let command, let reason):
            self.init(what: "Could not use '\(command)'", causes: [reason])
        case .damagedIndex, .missingObject: return nil
        }
    }

    init(_ error: EvaluationError) {
        switch error {
        case .setupFailed(let reason, let output):
            self.init(
                what: "The study's setup failed", causes: [reason] + (output.isEmpty ? [] : [output]),
                hint: "Try it with `hone check`; what it lacks may be named in `evaluator.inputs`")
        case .badPattern(let pattern):
            self.init(what: "'\(pattern)' is no regular expression", hint: "Correct `evaluator.results`")
        }
    }
}
