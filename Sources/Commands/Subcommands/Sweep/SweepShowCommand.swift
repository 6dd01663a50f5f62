import ArgumentParser
import Listings
import Operations

struct SweepShowCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what a sweep has come to so far.")

    static let examples = [
        CommandExample("hone sweep show", "The newest sweep"),
        CommandExample(
            "hone sweep show starts --format markdown", "One by its name, as a table to paste"),
        CommandExample("hone sweep show starts --json", "With the learning curve of each run"),
    ]

    @Argument(help: "The sweep; the newest one when left out.")
    var sweep: String?

    @Flag(help: "List its runs, a line each.")
    var runs = false

    @OptionGroup var output: SweepOutputOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let report = try await place.workshop().sweeps.report(sweep)
        let console = place.console()
        if runs, output.isForPeople { return console.print(SweepTable(report).runs(for: console)) }
        output.print(report, to: console)
    }
}
