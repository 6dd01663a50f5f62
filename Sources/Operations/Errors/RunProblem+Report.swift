import StudyModel
import StudyStore
import Wiring

extension Problem.Run: Reportable {
    package var report: ErrorReport {
        switch self {
        case .noRuns:
            ErrorReport(
                what: "There are no runs here yet",
                hint: "Start one with `hone run`; before the first, `hone init`")
        case .unknownRun(let name, let existing):
            ErrorReport(
                what: "There is no run named '\(name)'",
                hint: existing.isEmpty
                    ? "There are none yet. Start one with `hone run`"
                    : "The runs here are: \(existing.map(\.text).joined(separator: ", "))")
        case .noLine(let place, let candidate, let lines):
            ErrorReport(
                what: "'\(place.path)' of \(candidate) has no line \(place.line)",
                hint: "It has \(lines); lines are counted as the candidate has them")
        case .noSuchEvent(let text, let run):
            ErrorReport(
                what: "\(run) has no event '\(text)'",
                hint: "A cursor is the 'cursor' of a line of `hone watch \(run) --json`")
        case .notStepped(let run):
            ErrorReport(
                what: run.map { "\($0) is not being stepped" } ?? "No run is being stepped here",
                hint: "See the runs with `hone status`")
        case .severalStepped(let runs):
            ErrorReport(
                what: "Several runs are being stepped: \(runs.map(\.text).joined(separator: ", "))",
                hint: "Name the one to stop, such as `hone stop \(runs.first?.text ?? "RUN")`",
                exit: .wrongUsage)
        case .stepperOutOfReach(let run):
            ErrorReport(
                what: "The process that steps \(run) cannot be told to stop from here",
                causes: ["it is another user's, another container's, or of another version of hone"],
                hint: "Stop it with Ctrl-C where it was started")
        case .unknownCandidate(let text):
            ErrorReport(
                what: "'\(text)' names no candidate and no commit",
                hint: "Name one as RUN:STEP, RUN:best, RUN:last, a branch or a commit; see `hone log`")
        case .unknownStep(let step, let run, let last):
            ErrorReport(
                what: "\(run) has no step \(step)", hint: "Its last step is \(last); see `hone log \(run)`")
        case .noCandidate(let name, let outcome):
            ErrorReport(
                what: "\(name) made no candidate", causes: ["its outcome was '\(outcome.rawValue)'"],
                hint: "See what was tried with `hone show \(name)`")
        case .notInARun(let text):
            ErrorReport(what: "'\(text)' belongs to no run", hint: "See the candidates with `hone log --all`")
        case .noTestSplit(let run):
            ErrorReport(
                what: "\(run) has no test split",
                causes: ["its study keeps no example back, and no other split stands in for it"],
                hint: "Name one in `examples.split.test` or `examples.file.test`, and start a new run")
        case .nothingRecorded(let file, let step):
            ErrorReport(what: "\(step) has no '\(file)'", hint: "See what it has with `hone show \(step)`")
        case .notAnAnswer(let reason):
            ErrorReport(
                what: "Standard input is no answer that `hone tell` takes", causes: [reason],
                hint: "See what it takes with `hone tell --help`")
        case .notFromOutside(let run, let proposer):
            ErrorReport(
                what: "The proposals of \(run) are made by its own proposer, \(proposer)",
                hint: "Start a run for proposals from outside with `hone ask --new`")
        case .takesNoStep(let run, let reason, let isMeasured):
            ErrorReport(
                what: "\(run) takes no further step: \(Naming.words(reason))",
                hint: (isMeasured
                    ? "" : "Compare its best with the base, which ends it: `hone run --resume \(run)`. ")
                    + (reason == .steps
                        ? "Go on with more of them: `hone ask --run \(run) --steps COUNT`, in all"
                        : "Start another with `hone ask --new`"))
        case .openFromOutside(let run):
            ErrorReport(
                what: "\(run) takes further steps, and its proposals come from outside",
                hint:
                    "Get the next step's evidence with `hone ask --run \(run)`, or end it with `hone tell --end --run \(run)`"
            )
        case .noneFromOutside(let study):
            ErrorReport(
                what: "No run of the study '\(study)' takes proposals from outside",
                hint: "Start one with `hone ask --new`, or name a run of another study with `--run`")
        case .notJudgedAlike(let one, let other, let reason):
            ErrorReport(
                what: "'\(one)' and '\(other)' were not judged alike", causes: [reason],
                hint: "To put their figures side by side all the same, add `--force`")
        case .sameCandidate(let one, let other, let commit):
            ErrorReport(
                what: one == other
                    ? "'\(one)' cannot be compared with itself"
                    : "'\(one)' and '\(other)' are the same candidate",
                causes: ["both are \(commit.short)"], hint: "See the candidates with `hone log --all`")
        case .untestable(let one, let other, let reason):
            ErrorReport(what: "'\(one)' cannot be tested against '\(other)'", causes: [reason])
        case .noFile(let path, let candidate): ErrorReport(what: "\(candidate) has no file '\(path)'")
        case .baseRejected(let name, let run):
            ErrorReport(
                what: "'\(name)' is the base of \(run), which cannot be rejected",
                hint: "Start from another commit: `hone run --from COMMIT`")
        }
    }
}

extension Problem.Undo: Reportable {
    package var report: ErrorReport {
        switch self {
        case .unknownOperation(let id, let run):
            ErrorReport(
                what: "\(run) has no operation '\(id)'",
                hint: "See them with `hone log \(run) --operations`")
        case .ambiguousOperation(let id, let run):
            ErrorReport(
                what: "Several operations of \(run) begin with '\(id)'",
                hint: "Give more digits; see `hone log \(run) --operations`")
        case .branchMoved(let ref, let expected):
            ErrorReport(
                what:
                    "'\(RefNames.shortBranch(ref))' is not where the landing left it, so it was not moved back",
                causes: ["it was at \(expected.short) then"],
                hint:
                    "Take the change back with a commit: `git revert -m 1 \(expected.short)`, or without `-m 1` if it is no merge"
            )
        case .dirtyCheckout(let branch, let paths):
            ErrorReport(
                what: "'\(branch)' is checked out and has changes that are not committed",
                causes: [paths.prefix(5).joined(separator: ", ")],
                hint: "Commit or stash them, and undo again"
            )
        }
    }
}
