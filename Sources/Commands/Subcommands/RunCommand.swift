import ArgumentParser
import Listings
import Operations
import Platform
import StudyFile
import StudyModel
import Text

struct RunCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the loop: propose, evaluate, keep what is better.",
        discussion: """
            The first Ctrl-C finishes the step in flight and stops; the second stops now. Either way nothing that was
            recorded is lost, and `hone run --resume` goes on.

            With --json each line is an object of its own, printed as it happens, and the last one is of the type `ended` or `error`;
            `hone watch` follows a run in the same way from elsewhere.

            Exit codes: 0 done, 1 failed, 64 wrong usage, 130 stopped in the middle of a step. With --exit-code, 0 is a confirmed gain, 2 an
            end without one, and 130 any stop before the end.
            """)

    static let examples = [
        CommandExample("hone run", "Start a run of the study in hone.yaml"),
        CommandExample("hone run --steps 12 --time 30m", "Spend no more than that"),
        CommandExample(
            "hone run --from main~3 --seed 7", "Start at another commit, with other random choices"),
        CommandExample("hone run --resume", "Go on with the newest run"),
        CommandExample("hone run --detach", "Start one that outlives this terminal"),
        CommandExample(
            "hone run --notify 'notify-send \"$HONE_RUN: $HONE_SUMMARY\"'", "Be told of its end"),
        CommandExample("hone run --json", "Print each event and what goes on, a line each, for a program"),
        CommandExample(
            "hone run --steps 40 --exit-code && hone land sort-1:best",
            "Land a confirmed gain, and nothing else"),
    ]

    @Option(
        help: ArgumentHelp("Start from this commit instead of the study's base.", valueName: "commit"),
        completion: .candidate)
    var from: String?

    @Option(
        defaultAsFlag: "",
        help: ArgumentHelp("Go on with a run; the newest one when none is named.", valueName: "run"),
        completion: .run)
    var resume: String?

    @Option(help: ArgumentHelp("Steps at most, in all.", valueName: "count"))
    var steps: Int?

    @Option(help: ArgumentHelp("Steps with a score at most, in all.", valueName: "count"))
    var updates: Int?

    @Option(help: ArgumentHelp("Runs of the evaluator's command at most, in all.", valueName: "count"))
    var trials: Int?

    @Option(help: ArgumentHelp("Time to spend at most, in all, such as 90s or 2h.", valueName: "duration"))
    var time: String?

    @Option(help: ArgumentHelp("Where every random choice derives from.", valueName: "number"))
    var seed: UInt64?

    @Flag(
        help:
            "Exit with 2 where the run ends without a confirmed gain, and with 130 where it stops before its end."
    )
    var exitCode = false

    @Option(
        help: ArgumentHelp(
            "At its end run this for the shell, with HONE_RUN, HONE_RESULT (\(RunNotice.Result.allCases.map(\.rawValue).joined(separator: ", "))) and HONE_SUMMARY in its environment.",
            valueName: "command"))
    var notify: String?

    @Flag(
        help:
            "Go on in a process of its own that outlives this one and its terminal; prints the run and the process once it steps."
    )
    var detach = false

    @OptionGroup var study: StudyOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if resume != nil, from != nil {
            throw ValidationError(
                "'--from' starts a new run; to go on from an earlier step use `hone fork` or `hone revert`")
        }
        if detach, exitCode { throw ValidationError("'--detach' knows no end, so leave '--exit-code' out") }
        if resume != nil, seed != nil { throw ValidationError("'--seed' belongs to a new run") }
        for (name, value) in [("steps", steps), ("updates", updates), ("trials", trials)] {
            if let value, value < 1 { throw ValidationError("'--\(name)' must be at least 1") }
        }
        if let time, Quantity.duration(time) == nil {
            throw ValidationError("'--time' must be a duration such as 90s or 2h, not '\(time)'")
        }
    }

    func run() async throws {
        if detach { return try await startDetached() }
        let notice = RunNotice(
            command: notify, environment: ThisProcess.environment(), console: place.console())
        let end: RunEnd
        do {
            end = try await format.json ? runForPrograms() : runForPeople()
        } catch {
            notice.give(of: error)
            throw error
        }
        notice.give(of: end)
        let code = exit(end)
        if code != 0 { throw ExitCode(code) }
    }

    /// How the process ends by what the run came to.
    private func exit(_ end: RunEnd) -> Int32 {
        guard exitCode else { return 0 }
        if !end.view.hasEnded { return ErrorReport.Exit.interrupted.rawValue }
        return ClosingWords(end.view)?.isClaim == true ? 0 : ErrorReport.Exit.noGain.rawValue
    }

    private func startDetached() async throws {
        let console = place.console()
        let started = try await DetachedRun.start(
            Array(Swift.CommandLine.arguments.dropFirst()), place.workshop().runs, console: console)
        if format.json { return console.writeExactly(started.line + "\n") }
        let run = started.run
        console.print("\(run) is stepped by process \(started.process); its notes are in \(started.output)")
        console.print("Follow it with `hone watch \(run)`, stop it with `hone stop \(run)`")
    }

    private func runForPeople() async throws -> RunEnd {
        let console = place.console()
        let (live, notes) = try await open(place.workshop())
        for note in notes { console.note("Note: " + note.text) }
        let observer = ProgressPrinter(
            console: console, quiet: false, steps: live.budget.updates == nil ? live.budget.steps : nil,
            offsetMinutes: SystemClock.offsetMinutes())
        let end = try await Interruptible.run(telling: console) { stop in
            try await live.go(observer: observer, stop: stop)
        }
        RunSummary(end.view, finish: end.finish).print(to: console)
        for ref in end.held { console.note("Note: " + ref.sentence) }
        return end
    }

    /// Prints the stream; the last line is `ended` or `error`, however the run ends.
    private func runForPrograms() async throws -> RunEnd {
        let (console, output) = (place.console(), LineOutput())
        let live: LiveRun
        let notes: [RunNote]
        do {
            (live, notes) = try await open(place.workshop())
        } catch {
            await output.write(ErrorReport(of: error).line(of: nil, at: SystemClock.now()))
            throw error
        }
        let printer = StreamPrinter(output, of: live, console: console, now: SystemClock.now)
        for note in notes { printer.warn(note.text, code: note.code) }
        do {
            return try await Interruptible.run(telling: console) { stop in
                try await printer.during(exit: exit) {
                    let end = try await live.go(observer: printer, stop: stop)
                    for ref in end.held { printer.warn(ref.sentence, code: "ref-held") }
                    return end
                }
            }
        } catch let error as ErrorReport where error.exit == .interrupted {
            await output.write(error.line(of: live.record.run, at: SystemClock.now()))
            throw error
        }
    }

    /// What the command line sets of the study's keys.
    private var settings: [String: JSONValue] {
        var settings: [String: JSONValue] = [:]
        settings["artifact.base"] = from.map { .string($0) }
        settings["budget.steps"] = steps.map { JSONValue(whole: $0) }
        settings["budget.updates"] = updates.map { JSONValue(whole: $0) }
        settings["budget.trials"] = trials.map { JSONValue(whole: $0) }
        settings["budget.time"] = time.map { .string($0) }
        settings["seed"] = seed.map { JSONValue(whole: $0) }
        return settings
    }

    /// Something that somebody should know of the run before it goes, and what kind of thing.
    private struct RunNote {
        let code: String
        let text: String
    }

    private func open(_ workshop: Workshop) async throws -> (LiveRun, [RunNote]) {
        let live: LiveRun
        var notes: [RunNote] = []
        if let resume {
            live = try await workshop.liveRuns.resume(resume.isEmpty ? nil : resume, options: settings)
            notes = try await changes(since: live, workshop)
        } else {
            live = try await workshop.liveRuns.start(
                try workshop.studies.read(study.path, options: settings), proposals: .byProposer)
        }
        if let reason = live.missingSandbox {
            notes.append(RunNote(code: "sandbox", text: "evaluators run as plain processes: \(reason)"))
        }
        return (live, notes + live.notes.map { RunNote(code: "power", text: $0) })
    }

    /// What is another thing in the checkout than the run began with.
    private func changes(since live: LiveRun, _ workshop: Workshop) async throws -> [RunNote] {
        var notes: [RunNote] = []
        let changed = try workshop.studies.changedKeys(since: live, at: study.path)
        if !changed.isEmpty {
            notes.append(
                RunNote(
                    code: "study-changed",
                    text:
                        "\(live.record.run) goes on with its recorded study; these keys of '\(study.path)' have "
                        + "changed since: \(changed.joined(separator: ", "))"))
        }
        let files = try await workshop.liveRuns.changedFiles(since: live)
        if let first = files.first {
            let others = files.count > 1 ? " and \(files.count - 1) more" : ""
            notes.append(
                RunNote(
                    code: "evaluator-files-changed",
                    text:
                        "'\(first)'\(others) of the evaluator differs from what \(live.record.run) began with, which goes on "
                        + "to judge it; a new run takes what is there now"))
        }
        for branch in try await live.divertedBranches() {
            notes.append(RunNote(code: "branch-diverted", text: DivertedLine(branch).text))
        }
        return notes
    }
}
