import ArgumentParser
import Operations

struct RunsDeleteCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Put a run into the trash.",
        discussion:
            "Its branches and journals go; everything is kept there, and `hone undo RUN` brings it back.")

    static let examples = [
        CommandExample(
            "hone runs delete sort-3", "Into the trash; `hone undo sort-3` brings it back")
    ]

    @Argument(help: "The run.", completion: .run)
    var run: String

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        try await place.workshop().runs.delete(run)
        let console = place.console()
        console.print("\(run) is in the trash")
        console.print("Bring it back with `hone undo \(run)`")
    }
}
