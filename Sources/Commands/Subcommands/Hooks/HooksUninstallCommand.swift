import ArgumentParser
import Operations

struct HooksUninstallCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninstall", abstract: "Take hone's hooks away and put back what was there before.")

    static let examples = [
        CommandExample("hone hooks uninstall", "Put back what was there, byte for byte")
    ]

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let report = try await place.workshop().hooks.uninstall()
        let console = place.console()
        if format.json { return console.printJSON(report) }
        console.print(HooksPage(report).lines(for: console))
    }
}
