import ArgumentParser
import Operations

struct RunsDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Put a run into the trash.",
        discussion:
            "Its branches and journals go; everything is kept there, and `hone undo RUN` brings it back.")

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
