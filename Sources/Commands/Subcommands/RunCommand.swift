import ArgumentParser
import Listings
import Operations
import Platform
import StudyFile
import StudyModel
import Text

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the loop: propose, evaluate, keep what is better.",
        discussion: """
            The first Ctrl-C finishes the step in flight and stops; the second stops now. Either way nothing that was
            recorded is lost, and `hone run --resume` goes on.
            """)

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

    @OptionGroup var study: StudyOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if resume != nil, from != nil {
            throw ValidationError(
                "'--from' starts a new run; to go on from an earlier step use `hone fork` or `hone revert`")
        }
        if resume != nil, seed != nil { throw ValidationError("'--seed' belongs to a new run") }
        for (name, value) in [("steps", steps), ("updates", updates), ("trials", trials)] {
            if let value, value < 1 { throw ValidationError("'--\(name)' must be at least 1") }
        }
        if let time, Quantity.duration(time) == nil {
            throw ValidationError("'--time' must be a duration such as 90s or 2h, not '\(time)'")
        }
    }

    func run() async throws {
        let workshop = try place.workshop()
        let console = place.console()
        let live = try await open(workshop, console: console)
        if let reason = live.missingSandbox {
            console.note("Note: evaluators run as plain processes: \(reason)")
        }
        for note in live.notes { console.note("Note: " + note) }
        let observer = ProgressPrinter(
            console: console, quiet: format.json, steps: live.budget.updates == nil ? live.budget.steps : nil,
            offsetMinutes: SystemClock.offsetMinutes())
        let end = try await Interruptible.run(telling: console) { stop in
            try await live.go(observer: observer, stop: stop)
        }
        RunSummary(end.view, finish: end.finish).print(to: console, json: format.json)
        for ref in end.held { console.note("Note: " + ref.sentence) }
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

    private func open(_ workshop: Workshop, console: Console) async throws -> LiveRun {
        guard let resume else {
            let parsed = try workshop.studies.read(study.path, options: settings)
            return try await workshop.liveRuns.start(parsed, proposals: .byProposer)
        }
        let live = try await workshop.liveRuns.resume(resume.isEmpty ? nil : resume, options: settings)
        let changed = try workshop.studies.changedKeys(since: live, at: study.path)
        if !changed.isEmpty {
            console.note(
                "Note: \(live.record.run) goes on with its recorded study; these keys of '\(study.path)' have "
                    + "changed since: \(changed.joined(separator: ", "))")
        }
        let files = try await workshop.liveRuns.changedFiles(since: live)
        if let first = files.first {
            let others = files.count > 1 ? " and \(files.count - 1) more" : ""
            console.note(
                "Note: '\(first)'\(others) of the evaluator differs from what \(live.record.run) began with, which goes on "
                    + "to judge it; a new run takes what is there now")
        }
        for branch in try await live.divertedBranches() {
            console.note("Note: " + DivertedLine(branch).text)
        }
        return live
    }
}
