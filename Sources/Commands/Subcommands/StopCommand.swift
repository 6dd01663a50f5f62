import ArgumentParser
import Listings
import Operations
import StudyModel

struct StopCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop a run that another process steps, and wait until it has.",
        discussion: """
            The step in flight is finished and recorded, as with the first Ctrl-C; with --now it is lost, as with the second. Either way
            `hone run --resume` goes on. A run of a sweep stops with its sweep.
            """)

    static let examples = [
        CommandExample("hone stop", "Stop the run that is being stepped, after its step"),
        CommandExample("hone stop sort-3 --now", "Stop one now: its step is lost"),
        CommandExample("hone stop sort-3 --json", "The same for a program, which is told how the run stands"),
    ]

    @Argument(help: "The run; the one that is being stepped when left out.", completion: .run)
    var run: String?

    @Flag(help: "Do not wait for the step in flight: it is lost.")
    var now = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let console = place.console()
        let reader = try await place.workshop().runs.stop(run, now ? .now : .afterStep)
        if !now { console.note("\(reader.record.run) stops after this step. Ctrl-C ends the waiting alone.") }
        guard let view = try await reader.stopped() else { return }
        if format.json { return console.printJSON(RunStatus(view: view)) }
        RunSummary(view, finish: view.finish).print(to: console)
    }
}
