import StudyModel
import Text
import Wiring

extension ErrorReport {
    init(_ problem: Problem.Run) {
        self = Self.words(problem)
    }

    private static func words(_ problem: Problem.Run) -> ErrorReport {
        switch problem {
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
        case .notJudgedAlike(let one, let other, let reason):
            ErrorReport(
                what: "'\(one)' and '\(other)' were not judged alike", causes: [reason],
                hint: "To put their figures side by side all the same, add `--force`")
        case .noFile(let path, let candidate): ErrorReport(what: "\(candidate) has no file '\(path)'")
        case .baseRejected(let name, let run):
            ErrorReport(
                what: "'\(name)' is the base of \(run), which cannot be rejected",
                hint: "Start from another commit: `hone run --from COMMIT`")
        case .unknownCandidate(let text):
            ErrorReport(
                what: "'\(text)' names no candidate and no commit",
                hint: "Name one as RUN:STEP, RUN:best, a branch or a commit; see `hone log`")
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
        case .stepping(let run, let process):
            ErrorReport(
                what: "\(run) is being stepped by another process\(process.map { " (\($0))" } ?? "")",
                hint: "Wait for it, or stop it with Ctrl-C there")
        case .journalBusy(let run):
            ErrorReport(what: "The journal of \(run) kept moving", hint: "Try again")
        case .unknownVersion(let found, let newest):
            ErrorReport(
                what: "The run was written by a newer hone",
                causes: ["its format is version \(found); this one reads up to \(newest)"],
                hint: "Update hone")
        case .needsNewer(let run, let needs, let newest):
            ErrorReport(
                what: "\(run) is read only here: a newer hone wrote it",
                causes: ["it needs version \(needs) of the format; this one knows version \(newest)"],
                hint: "Update hone")
        case .unknownSetting(let run, let key, let value):
            ErrorReport(
                what: "\(run) is read only here: a newer hone wrote it",
                causes: ["this one does not know '\(value)' as the run's '\(key)'"], hint: "Update hone")
        case .unreleasedFormat:
            ErrorReport(
                what: "The run was written by a hone of before the first release, which this one cannot read",
                hint: "Start it anew with `hone run`; take the old one away with `git update-ref -d`")
        case .unknownEvent(let kind):
            ErrorReport(
                what: "The run was written by a newer hone",
                causes: ["it holds an event '\(kind)' without which it is not to be gone on with"],
                hint: "Update hone")
        case .damagedJournal(let commit, let reason):
            ErrorReport(
                what: "Commit \(commit.short) of the journal is damaged", causes: [reason],
                hint: "See it with `git show \(commit.short)`")
        case .differentRoots(let run):
            ErrorReport(
                what: "Two runs are named '\(run)'", hint: "Rename the journal's ref that came from elsewhere"
            )
        case .lineageExists(let name):
            ErrorReport(what: "There is a lineage '\(name)' already", hint: "Choose another `--name`")
        case .unknownLineage(let name, let existing):
            ErrorReport(
                what: "There is no lineage '\(name)'",
                hint: "The lineages are: \(existing.map(\.text).joined(separator: ", "))")
        case .rateLimited(let step, let until, let limit, let reason):
            rateLimited(step: step, until: until, limit: limit, reason)
        case .notAnAnswer(let reason):
            ErrorReport(
                what: "Standard input is no answer that `hone tell` takes", causes: [reason],
                hint: "See what it takes with `hone tell --help`")
        }
    }

    private static func rateLimited(
        step: Int, until: Int64?, limit: Duration, _ reason: String
    ) -> ErrorReport {
        let time = until.map { Figures.timeOfDay($0, offsetMinutes: ThisProcess.offsetMinutes()) }
        let wait = Figures.duration(limit / .seconds(1))
        return ErrorReport(
            what: "Step \(step) cannot wait for the agent's rate limit: `proposer.wait` is \(wait)",
            causes: [reason],
            hint: "Nothing that was recorded is lost. Go on\(time.map { " after \($0)" } ?? " later") with "
                + "`hone run --resume`")
    }
}
