import ArgumentParser
import Listings
import Operations

struct RunsListCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the runs, a line each.")

    static let examples = [
        CommandExample("hone runs list", "How far each is, and what its best has"),
        CommandExample("hone runs list --quiet", "Their names, for scripts"),
    ]

    @Flag(name: .shortAndLong, help: "Only their names, for scripts.")
    var quiet = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let list = try await place.workshop().runs.list()
        let console = place.console()
        if format.json { return console.printJSON(StatusDocument(runs: list.runs, sweeps: list.sweeps)) }
        for run in list.runs {
            console.print(quiet ? run.view.record.run.text : RunParagraph(run).line(for: console))
        }
    }
}
