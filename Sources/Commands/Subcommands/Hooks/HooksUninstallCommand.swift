import ArgumentParser
import Operations

struct HooksUninstallCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninstall", abstract: "Take hone's hooks away and put back what was there before.")

    static let examples = [
        CommandExample("hone hooks uninstall", "Put back what was there, byte for byte"),
        CommandExample("hone hooks uninstall --agent cursor", "Take the file for an agent away"),
    ]

    @OptionGroup var carried: CarriedFileOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let console = place.console()
        if let file = try carried.file(in: place) {
            let gone = try file.uninstall()
            return format.json ? console.printJSON(gone) : console.print("Took '\(file.path)' away")
        }
        let report = try await place.workshop().hooks.uninstall()
        if format.json { return console.printJSON(report) }
        console.print(HooksPage(report).lines(for: console))
    }
}
