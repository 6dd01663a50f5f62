import ArgumentParser
import Operations

struct SweepDeleteCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Put a sweep with all its runs into the trash.",
        discussion:
            "Its branches and journals go; everything is kept there, and `hone undo SWEEP` brings it back.")

    static let examples = [
        CommandExample(
            "hone sweep delete starts",
            "Put it and its runs into the trash; `hone undo starts` takes them out again")
    ]

    @Argument(help: "The sweep.")
    var sweep: String

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let count = try await place.workshop().sweeps.delete(sweep)
        let console = place.console()
        console.print("\(sweep) and its \(count) runs are in the trash")
        console.print("Bring them back with `hone undo \(sweep)`")
    }
}
