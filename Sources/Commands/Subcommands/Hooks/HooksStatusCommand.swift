import ArgumentParser
import Operations

struct HooksStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show which of hone's hooks are in place.")

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let report = try await place.workshop().hooks.status()
        let console = place.console()
        if format.json { return console.printJSON(report) }
        console.print(HooksPage(report).lines(for: console))
    }
}
