import StudyModel
import Wiring

extension Problem.Landing: Reportable {
    package var report: ErrorReport {
        switch self {
        case .unknownBranch(let name):
            ErrorReport(what: "There is no branch '\(name)'", hint: "Make it first: `git branch \(name)`")
        case .detachedHead:
            ErrorReport(
                what: "No branch is checked out", hint: "Name one: `hone land CANDIDATE --onto BRANCH`")
        case .dirtyCheckout(let branch, let paths):
            ErrorReport(
                what:
                    "'\(branch)' is checked out, and files that would change have changes that are not committed",
                causes: [paths.prefix(5).joined(separator: ", ")],
                hint: "Commit or stash them, or land on another branch with `--onto`")
        case .refusedByGit(let command, let output):
            ErrorReport(
                what: "git would not make the commit, so nothing was changed",
                causes: ["`git \(command)`: \(output.isEmpty ? "it said nothing" : output)"],
                hint: "A hook that fails, or a key that cannot sign, is for you to settle; then land again")
        case .conflict(let branch, let paths):
            ErrorReport(
                what: "The candidate does not go onto '\(branch)' without conflicts",
                causes: [paths.joined(separator: ", ")],
                hint: "Check '\(branch)' out and land again: git then leaves the conflicts for you to settle")
        case .noSuchPiece(let name, let known):
            ErrorReport(
                what: "Nothing of the candidate's change is called '\(name)'",
                causes: known.count > 12 ? [] : ["the pieces are " + known.joined(separator: ", ")],
                hint: "Number a file's hunks from 1, such as `--pick src/sort.c@2`, or name the file alone")
        case .noScore(let name, let outcome, let reason):
            ErrorReport(
                what: "What was picked has no score: \(outcome.rawValue)", causes: [reason].compactMap { $0 },
                hint: "Nothing was landed. See it with `hone show \(name)`")
        case .isBase(let name, let run):
            ErrorReport(
                what: "'\(name)' is the base of \(run), so there is nothing to land",
                hint: "See the candidates with `hone log \(run)`")
        case .failsOnBranch(let name, let branch, let outcome, let reason):
            ErrorReport(
                what: "'\(branch)' with \(name) has no score: \(outcome.rawValue)",
                causes: [reason].compactMap { $0 },
                hint:
                    "Nothing was landed. '\(branch)' has what the run never measured; to land without a look, add `--unmeasured`"
            )
        case .changedByHook(let branch):
            ErrorReport(
                what: "A hook changed what had been measured for '\(branch)'",
                hint: "Nothing was landed. To land what the hook makes of it, add `--unmeasured`")
        case .notScored(let name, let outcome, let reason):
            ErrorReport(
                what: "\(name) has no score: \(outcome.rawValue)", causes: [reason].compactMap { $0 },
                hint: "See it with `hone show \(name)`; to land it all the same, add `--force`")
        case .rejected(let name, let by, let why):
            ErrorReport(
                what: "\(name) \(by == .byPerson ? "is rejected in review" : "was rejected")",
                causes: [why].compactMap { $0 },
                hint: "See it with `hone review \(name)`; to land it all the same, add `--force`")
        case .containsRejected(let name, let steps):
            ErrorReport(
                what: "\(name) contains what was rejected",
                causes: ["it was made from \(steps.joined(separator: ", "))"],
                hint:
                    "Look at that with `hone review \(steps[0])`; to land it all the same, add `--force`")
        case .alreadyLanded(let branch, let fate):
            ErrorReport(
                what: "'\(branch)' has this candidate already", causes: [fate].compactMap { $0 },
                hint: fate == nil
                    ? nil
                    : "git merges no commit twice: what was taken back there comes back by taking that back")
        }
    }
}

extension Problem.Hooks: Reportable {
    package var report: ErrorReport {
        switch self {
        case .unusableFolder(let path, let reason):
            ErrorReport(
                what: "Git looks for hooks at '\(path)', where none can be put", causes: [reason],
                hint: "See who says so: `git config --show-origin core.hooksPath`")
        case .covered(let hook, let path, let kept):
            ErrorReport(
                what: "The '\(hook.rawValue)' hook is not hone's any more",
                causes: ["another one was put over it, and '\(kept)' is still there"],
                hint:
                    "Keep one of the two: `mv '\(kept)' '\(path)'` for the older, `rm '\(kept)'` for the newer"
            )
        case .outsideScope(let run, let reason):
            ErrorReport(
                what: "The commit changes what \(run) may not change", causes: [reason],
                hint:
                    "Take it out with `git restore --staged PATH`, or commit elsewhere: `git switch -c NAME`."
                    + " With `git commit --no-verify` it stays, and the run does not take it up")
        }
    }
}

extension Problem.Remote: Reportable {
    package var report: ErrorReport {
        switch self {
        case .noRemotes:
            ErrorReport(
                what: "This repository has no remote",
                hint: "Name one first: `git remote add origin ADDRESS`")
        case .unknownRemote(let name, let existing):
            ErrorReport(
                what: "There is no remote named '\(name)'",
                hint: "The remotes here are: \(existing.joined(separator: ", "))")
        case .unknownName(let name):
            ErrorReport(
                what: "'\(name)' is neither a run nor a branch of hone",
                hint: "See the runs with `hone status`, the branches with `git branch --list 'hone/*'`")
        case .busy(let remote):
            ErrorReport(
                what: "Others kept pushing to '\(remote)' at the same time", hint: "Try again")
        }
    }
}
