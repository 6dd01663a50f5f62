import Operations
import StudyModel
import Wiring

extension ErrorReport {
    init(_ problem: Problem.Repository) {
        self = Self.words(problem)
    }

    private static func words(_ problem: Problem.Repository) -> ErrorReport {
        switch problem {
        case .notARepository(let directory):
            ErrorReport(
                what: "There is no git repository here", causes: [directory],
                hint: "Go into one, name one with `-C FOLDER`, or make one with `git init`")
        case .bareRepository(let path):
            ErrorReport(
                what: "The repository at '\(path)' is bare",
                causes: ["hone takes the evaluator's files from a checkout"],
                hint: "Work in a clone: `git clone \(path)`")
        case .noCommits(let branch):
            ErrorReport(
                what: "There are no commits on '\(branch)' yet",
                causes: ["it is checked out and unborn, so there is nothing to start from"],
                hint:
                    "Make the first one: `git add -A && git commit`, or start elsewhere: `hone run --from COMMIT`"
            )
        case .unsupportedFormat(let name):
            ErrorReport(
                what: "The repository uses the format '\(name)', which hone cannot read",
                causes: ["libgit2 1.5 reads SHA-1 repositories with plain refs"],
                hint: name == "reftable"
                    ? "Work in a clone of the plain format: `git clone --ref-format=files REPOSITORY`" : nil)
        case .ownedByOther(let message):
            ErrorReport(
                what: "The repository belongs to another user", causes: [message],
                hint: "If you trust it: `git config --global --add safe.directory FOLDER`")
        case .shallowClone:
            ErrorReport(
                what: "This is a shallow clone",
                causes: ["A run keeps candidates whose ancestors have to be here"],
                hint: "Fetch the rest with `git fetch --unshallow`")
        case .historyCutOff(let operation):
            ErrorReport(
                what: "Could not \(operation)",
                causes: ["This is a shallow clone, and history that it takes is not here"],
                hint: "Fetch the rest with `git fetch --unshallow`")
        case .branchNamedHone:
            ErrorReport(
                what: "A branch named 'hone' leaves no room for branches 'hone/…'",
                hint: "Rename it: `git branch -m hone NAME`")
        case .noIdentity:
            ErrorReport(
                what: "Git does not know who makes the commits",
                hint: "Say who: `git config user.name NAME` and `git config user.email ADDRESS`")
        case .diskFull(let operation):
            ErrorReport(
                what: "The disk is full", causes: ["could not \(operation)"],
                hint: "Nothing that was recorded is lost. Make room, then `hone run --resume`")
        case .notPermitted(let operation, let message):
            ErrorReport(what: "Not permitted to \(operation)", causes: [message])
        case .locked(let operation, let file):
            ErrorReport(
                what: "Could not \(operation): it is locked", causes: ["'\(file)' exists"],
                hint: "If no git command is running, remove that file")
        case .git(let operation, let message): ErrorReport(what: "Could not \(operation)", causes: [message])
        case .localFile(let path, let reason): ErrorReport(what: "Could not use '\(path)'", causes: [reason])
        case .gitCommand(let words, let output):
            ErrorReport(what: "`\(words.joined(separator: " "))` ended with an error", causes: [output])
        }
    }
}
