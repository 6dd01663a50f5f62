import Evaluation
import Git
import Platform
import StudyModel
import Wiring
import Workspaces

extension FileError: Reportable {
    package var report: ErrorReport {
        isOutOfSpace
            ? ErrorReport(diskFullFor: "\(operation) '\(path)'")
            : ErrorReport(what: "Could not use '\(path)'", causes: [words])
    }
}

extension ErrorReport {
    fileprivate init(diskFullFor operation: String) {
        self.init(
            what: "The disk is full", causes: ["could not \(operation)"],
            hint:
                "Nothing that was recorded is lost. Make room, then give the command again; a run goes on with `hone run --resume`"
        )
    }
}

extension GitError: Reportable {
    /// Whether a name is that of a format, of git's or of hone's; any other one is of an extension, and what that changes is unknown.
    private static func isFormat(_ name: String) -> Bool {
        ["reftable", "refstorage", "sha256", "objectformat"].contains(name) || name.hasPrefix("log version")
    }

    package var report: ErrorReport {
        switch code {
        case .notARepository:
            ErrorReport(
                what: "There is no git repository here", causes: [message],
                hint: "Go into one, name one with `-C FOLDER`, or make one with `git init`")
        case .unsupportedFormat(let name):
            ErrorReport(
                what: Self.isFormat(name)
                    ? "The repository uses the format '\(name)', which hone cannot read"
                    : "The repository has the extension '\(name)', which hone does not know",
                causes: [message],
                hint: ["reftable", "refstorage"].contains(name)
                    ? "Work in a clone of the plain format: `git clone --ref-format=files REPOSITORY`" : nil)
        case .ownedByOther(let path):
            ErrorReport(
                what: "The repository belongs to another user", causes: [message],
                hint: "If you trust it: `git config --global --add safe.directory \(path)`")
        case .shallow:
            ErrorReport(
                what: "Could not \(operation)",
                causes: ["This is a shallow clone, and history that it takes is not here"],
                hint: "Fetch the rest with `git fetch --unshallow`")
        case .noIdentity:
            ErrorReport(
                what: "Git does not know who makes the commits", causes: [message],
                hint: "Say who: `git config user.name NAME` and `git config user.email ADDRESS`")
        case .noSpace: ErrorReport(diskFullFor: operation)
        case .notPermitted: ErrorReport(what: "Not permitted to \(operation)", causes: [message])
        case .locked(let file):
            ErrorReport(
                what: "Could not \(operation): it is locked", causes: ["'\(file)' exists"],
                hint: "If no git command is running, remove that file")
        default: ErrorReport(what: "Could not \(operation)", causes: [message])
        }
    }
}

extension WorkspaceError: Reportable {
    package var report: ErrorReport {
        switch self {
        case .sandboxUnavailable(let reason, isInstalled: true):
            ErrorReport(
                what: "The sandbox that the study requires does not work here",
                causes: [reason],
                hint:
                    "Let bubblewrap make namespaces: on Ubuntu a profile of AppArmor for it, or "
                    + "`sysctl kernel.apparmor_restrict_unprivileged_userns=0`; in a container "
                    + "`--security-opt seccomp=unconfined`; or set `evaluator.sandbox.mode: auto`")
        case .sandboxUnavailable(let reason, isInstalled: false):
            ErrorReport(
                what: "The sandbox that the study requires is not there", causes: [reason],
                hint:
                    "Install bubblewrap (`apt-get install bubblewrap`), or set `evaluator.sandbox.mode: auto`"
            )
        case .slotsInsideRepository(let root, _):
            ErrorReport(
                what: "Slots cannot live in '\(root)'",
                causes: [
                    "It lies in a repository, where an evaluator's tools would find and could change it"
                ],
                hint: "Name a folder outside in `slots`, or set XDG_CACHE_HOME to one")
        case .missingInput(let from, let path):
            ErrorReport(
                what: "The evaluator's input '\(from)' is not there", causes: ["looked for it at '\(path)'"],
                hint: "Correct `evaluator.inputs`")
        case .missingPath(let key, let path):
            ErrorReport(
                what: "The sandbox is to show '\(path)', and there is no such file",
                hint: "Correct `\(key)`")
        case .gitFailed(let arguments, let message):
            ErrorReport(missingFilterIn: message)
                ?? Problem.Repository.gitCommand(words: GitInvocation.words(arguments), output: message)
                .report
        case .executableNotFound(let name):
            ErrorReport(what: "Could not use '\(name)'", causes: ["there is no such program"])
        case .cannotStart(let command, let reason):
            ErrorReport(what: "Could not use '\(command)'", causes: [reason])
        case .damagedIndex, .missingObject: ErrorReport(bug: self)
        }
    }
}

extension ErrorReport {
    /// What git says where it can't write files for want of a program that filters them; nil for its other failures.
    ///
    /// The program is named by a shell, as `git-lfs smudge: 1: git-lfs: not found`, or by git, as `cannot run git-lfs: No such file or directory`.
    fileprivate init?(missingFilterIn message: String) {
        guard message.contains("filter") else { return nil }
        let names = message.split(separator: "\n").lazy.compactMap { line in
            line.firstMatch(of: /cannot run (.+): No such file or directory$/)?.1
                ?? line.firstMatch(of: /([^: ]+): (command )?not found$/)?.1
        }
        guard let name = names.first else { return nil }
        self.init(
            what: "A filter of the files' attributes needs '\(name)', which is not installed",
            causes: [message], hint: "Install it, so that git can write the files")
    }
}

extension EvaluationError: Reportable {
    package var report: ErrorReport {
        switch self {
        case .setupFailed(let reason, let output):
            ErrorReport(
                what: "The study's setup failed", causes: [reason] + (output.isEmpty ? [] : [output]),
                hint: "Try it with `hone check`; what it lacks may be named in `evaluator.inputs`")
        case .badPattern(let pattern):
            ErrorReport(what: "'\(pattern)' is no regular expression", hint: "Correct `evaluator.results`")
        }
    }
}
