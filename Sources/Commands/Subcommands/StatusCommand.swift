import ArgumentParser
import Listings
import Operations
import StudyModel
import Text

struct StatusCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show what is running, how far it is, and how well it does.")

    static let examples = [
        CommandExample("hone status", "What runs, how far it is, how well it does"),
        CommandExample("hone status --sweep starts", "The runs of one sweep"),
        CommandExample("hone status --json", "The same for a program"),
    ]

    @Option(
        defaultAsFlag: "",
        help: ArgumentHelp("Show a sweep instead; the newest one when none is named.", valueName: "sweep"))
    var sweep: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        if let sweep {
            let report = try await place.workshop().sweeps.report(sweep.isEmpty ? nil : sweep)
            if format.json { return place.console().printJSON(report) }
            return place.console().print(SweepTable(report).lines(for: place.console()))
        }
        let list = try await place.workshop().runs.list(ofSweeps: .together)
        let statuses = list.runs
        let console = place.console()
        for run in list.unreadable {
            console.note("Note: \(run.name) cannot be read: \(run.report.oneLine)")
        }
        for run in list.lost {
            console.note("Note: the journal of \(run.run) is gone; it was at \(run.tip.short)")
            console.note("Hint: Bring it back with `git update-ref \(run.ref) \(run.tip)`")
        }
        if format.json { return console.printJSON(StatusDocument(runs: statuses, sweeps: list.sweeps)) }
        for sweep in list.sweeps {
            let name = sweep.sweep
            let next =
                sweep.hasEnded
                ? "ended; see it with `hone status --sweep \(name)`"
                : "not ended; go on with `hone sweep --resume \(name)`"
            console.print(
                "\(console.styled(name.text, .bold)): a sweep of \(sweep.study), \(sweep.runs) runs, \(next)")
        }
        guard list.sweeps.isEmpty || !statuses.isEmpty else { return }
        guard !statuses.isEmpty || !list.unreadable.isEmpty || !list.lost.isEmpty else {
            return console.print("No runs yet. Start one with `hone init`, `hone check`, `hone run`")
        }
        for status in statuses { console.print(RunParagraph(status).lines(for: console)) }
    }
}
