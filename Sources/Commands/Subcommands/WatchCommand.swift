import ArgumentParser
import Listings
import Operations
import Platform
import StudyModel

struct WatchCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Follow a run as it goes, from any terminal or program.",
        discussion: """
            Prints what `hone run` prints, with what the run is about now, until nobody steps it any more; of what was before, the last steps. A run
            whose proposals come from outside is followed to its end. Leaving it does nothing to the run.

            With --json every event is printed from the beginning, or after a cursor that an earlier line had, so that a program that was
            gone misses nothing: `hone watch --json --after 3f2a9c1`.
            """)

    static let examples = [
        CommandExample("hone watch", "Follow the newest run"),
        CommandExample(
            #"hone watch sort-3 --json | jq -c 'select(.type == "step") | [.step, .verdict, .score]'"#,
            "A line for each step, from the first on"),
        CommandExample("hone watch sort-3 --json --after 3f2a9c1", "Only what came after an event"),
    ]

    @Argument(help: "The run; the newest one when left out.", completion: .run)
    var run: String?

    @Option(
        help: ArgumentHelp("Only what came after this event, by the 'cursor' of a line.", valueName: "cursor")
    )
    var after: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        guard format.json else { return try await watch(for: place.console()) }
        let output = LineOutput()
        var name: RunName?
        do {
            let reader = try await place.workshop().runs.reader(run)
            name = reader.record.run
            try await watch(reader, output)
        } catch {
            await output.write(ErrorReport(of: error).line(of: name, at: SystemClock.now()))
            throw error
        }
    }

    private func watch(_ reader: RunReader, _ output: LineOutput) async throws {
        var follower = RunFollower(reader)
        if let after {
            try await follower.pass(to: after)
        } else {
            let beginning = follower.view
            await output.write(
                .started(
                    beginning, within: beginning.budget, at: beginning.record.startedAt, cursor: reader.root))
        }
        let run = reader.record.run
        try await RunWatch(reader).follow(&follower) { moment in
            switch moment {
            case .event(let entry, let follower):
                if let line = try await follower.line(of: entry) { await output.write(line) }
            case .phase(let current): await output.write(.phase(current, of: run))
            }
            return output.isRead
        }
        await output.write(
            .ended(RunStatus(view: follower.view), at: SystemClock.now(), cursor: follower.cursor, exit: 0))
    }

    private func watch(for console: Console) async throws {
        let reader = try await place.workshop().runs.reader(run)
        var follower = RunFollower(reader)
        if let after {
            try await follower.pass(to: after)
        } else {
            try await follower.pass(to: try await reader.view().eventCount - Self.shownBefore)
        }
        let view = follower.view
        let printer = ProgressPrinter(
            console: console, quiet: false, steps: view.budget.updates == nil ? view.budget.steps : nil,
            offsetMinutes: SystemClock.offsetMinutes())
        await printer.observe(.began(view))
        try await RunWatch(reader).follow(&follower) { moment in
            switch moment {
            case .event(let entry, let follower):
                await printer.observe(.recorded(entry.content, follower.view))
            case .phase(let current): await printer.observe(current.phase.progress)
            }
            return true
        }
        printer.end()
        RunSummary(follower.view, finish: follower.view.finish).print(to: console)
    }

    /// So many of the events before are told people.
    private static let shownBefore = 20
}
