import ArgumentParser
import Listings
import Operations

struct SweepShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what a sweep has come to so far.")

    @Argument(help: "The sweep; the newest one when left out.")
    var sweep: String?

    @Flag(help: "List its runs, a line each.")
    var runs = false

    @OptionGroup var output: SweepOutputOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let report = try await place.workshop().sweeps.report(sweep)
        let console = place.console()
        if runs, output.isForPeople { return console.write(SweepTable(report).runs(for: console)) }
        output.print(report, to: console)
    }
}
