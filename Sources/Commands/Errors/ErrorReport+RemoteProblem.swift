import Operations
import Wiring

extension ErrorReport {
    init(_ problem: Problem.Remote) {
        self =
            switch problem {
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
            case .divergedJournal(let ref):
                ErrorReport(
                    what: "Two clones have written to one journal",
                    causes: ["'\(ref)' here and at the remote have different events"],
                    hint:
                        "One of them is a copy of the other's folder that still writes under its name; nothing was changed"
                )
            case .busy(let remote):
                ErrorReport(
                    what: "Others kept pushing to '\(remote)' at the same time", hint: "Try again")
            }
    }
}
