import StudyModel
import StudyStore
import Wiring

extension StoreError: Reportable {
    package var report: ErrorReport {
        switch self {
        case .unknownRun(let name, let existing): Problem.Run.unknownRun(name.text, existing: existing).report
        case .unknownCandidate(let commit): Problem.Run.unknownCandidate(commit.short).report
        case .unknownBranch(let name): Problem.Landing.unknownBranch(name).report
        case .unknownVersion, .needsNewer, .unknownSetting, .unreleasedFormat, .unknownEvent, .damagedJournal,
            .notAJournal, .differentRoots, .divergedJournal:
            Self.format(self)
        case .unknownOperation, .nothingToUndo, .cannotBeUndone, .undoneAlready, .recordedElsewhere,
            .runExists,
            .branchInUse:
            Self.undo(self)
        case .invalidStudyName(let name):
            ErrorReport(
                what: "'\(name)' cannot be a study's name",
                hint: "Use lower-case letters, digits and hyphens in `study`")
        case .branchNamedHone:
            ErrorReport(
                what: "A branch named 'hone' leaves no room for branches 'hone/…'",
                hint: "Rename it: `git branch -m hone NAME`")
        case .shallowClone:
            ErrorReport(
                what: "This is a shallow clone",
                causes: ["A run keeps candidates whose ancestors have to be here"],
                hint: "Fetch the rest with `git fetch --unshallow`")
        case .stepping(let run, let holder):
            ErrorReport(
                what: "\(run) is being stepped by another process\(holder.process.map { " (\($0))" } ?? "")",
                hint: "Wait for it, or stop it with `hone stop \(run)`")
        case .journalBusy(let run, _):
            ErrorReport(what: "The journal of \(run) kept moving", hint: "Try again")
        case .notesBusy(let ref, _):
            ErrorReport(what: "Could not merge notes", causes: ["'\(ref)' kept moving"])
        case .branchMoved(let name, _):
            ErrorReport(what: "'\(name)' moved meanwhile, so nothing was changed", hint: "Try again")
        case .lineageExists(let name):
            ErrorReport(what: "There is a lineage '\(name)' already", hint: "Choose another `--name`")
        case .unknownLineage(let name, let existing):
            ErrorReport(
                what: "There is no lineage '\(name)'",
                hint: "The lineages are: \(existing.map(\.text).joined(separator: ", "))")
        case .openedForReading: preconditionFailure("runs are opened for writing where they are written")
        }
    }

    /// A journal that this program cannot read, or cannot go on with.
    private static func format(_ error: StoreError) -> ErrorReport {
        switch error {
        case .unknownVersion(let found, let newest, _):
            ErrorReport(
                what: "The run was written by a newer hone",
                causes: ["its format is version \(found); this one reads up to \(newest)"],
                hint: "Update hone")
        case .needsNewer(let run, let needs, let newest):
            ErrorReport(
                what: "\(run) is read only here: a newer hone wrote it",
                causes: ["it needs version \(needs) of the format; this one knows version \(newest)"],
                hint: "Update hone")
        case .unknownSetting(let run, let setting):
            ErrorReport(
                what: "\(run) is read only here: a newer hone wrote it",
                causes: ["this one does not know '\(setting.value)' as the run's '\(setting.key)'"],
                hint: "Update hone")
        case .unreleasedFormat:
            ErrorReport(
                what: "The run was written by a hone of before the first release, which this one cannot read",
                hint: "Start it anew with `hone run`; take the old one away with `git update-ref -d`")
        case .unknownEvent(let kind, _):
            ErrorReport(
                what: "The run was written by a newer hone",
                causes: ["it holds an event '\(kind)' without which it is not to be gone on with"],
                hint: "Update hone")
        case .damagedJournal(let commit, let reason):
            ErrorReport(
                what: "Commit \(commit.short) of the journal is damaged", causes: [reason],
                hint: "See it with `git show \(commit.short)`")
        case .notAJournal(let ref, let reason):
            ErrorReport(
                what: "'\(ref)' is no journal", causes: [reason],
                hint: "If it came from elsewhere and you do not need it: `git update-ref -d \(ref)`")
        case .differentRoots(let run, _):
            ErrorReport(
                what: "Two runs are named '\(run)'", hint: "Rename the journal's ref that came from elsewhere"
            )
        case .divergedJournal(let ref):
            ErrorReport(
                what: "Two clones have written to one journal",
                causes: ["'\(ref)' here and at the remote have different events"],
                hint:
                    "One of them is a copy of the other's folder, or an earlier state of it that was put back. Each keeps what it has: `hone fetch` in a fresh clone has the remote's, and `hone export` takes this one's out"
            )
        default: ErrorReport(bug: error)
        }
    }

    /// What keeps an operation from being undone, or a run from another name.
    private static func undo(_ error: StoreError) -> ErrorReport {
        switch error {
        case .unknownOperation(let id):
            ErrorReport(
                what: "The run has no operation '\(id.short)'", hint: "See them with `hone log --operations`")
        case .nothingToUndo(let run):
            ErrorReport(
                what: "Nothing of \(run) can be undone", hint: "See it with `hone log \(run) --operations`")
        case .cannotBeUndone(let operation): impossible(operation)
        case .undoneAlready(let id):
            ErrorReport(
                what: "Operation \(id.short) is undone already",
                hint: "To do it again, undo the undo; see `hone log --operations`")
        case .recordedElsewhere(let id):
            ErrorReport(
                what: "Operation \(id.short) was done in another clone, to its branches or names",
                hint: "Undo it there: here it has moved nothing")
        case .runExists(let run): ErrorReport(what: "The name '\(run)' is taken", hint: "Choose another one")
        case .branchInUse(let ref, let path):
            ErrorReport(
                what: "'\(RefNames.shortBranch(ref))' is checked out at '\(path)'",
                hint: "Switch away first: `git -C \(path) switch -`")
        default: ErrorReport(bug: error)
        }
    }

    private static func impossible(_ operation: Operation) -> ErrorReport {
        let what =
            switch operation.content {
            case .step: "The evaluation of the base cannot be undone"
            case .event(.finished): "The end of a run cannot be undone"
            case .event: "A landing that was not finished cannot be undone"
            }
        let hint: String? =
            switch operation.content {
            case .event(.finished(let finish)) where finish.reason != .interrupted:
                "Go on with more steps: `hone run --resume --steps N`"
            default: nil
            }
        return ErrorReport(what: what, hint: hint)
    }
}
