import ArgumentParser
import Operations

struct HooksStatusCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show which of hone's hooks are in place.")

    static let examples = [
        CommandExample("hone hooks status", "What is where"),
        CommandExample("hone hooks status --json", "The same for a program"),
    ]

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let report = try await place.workshop().hooks.status()
        let console = place.console()
        if format.json { return console.printJSON(report) }
        console.print(HooksPage(report).lines(for: console))
    }
}
