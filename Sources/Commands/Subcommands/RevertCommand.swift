import ArgumentParser
import Listings
import Operations
import StudyModel

struct RevertCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "revert",
        abstract: "Go back to an earlier iteration: a new commit on its lineage with that tree.",
        discussion: "Nothing is lost: later steps stay in the run. `hone run --resume` goes on from there.")

    static let examples = [
        CommandExample(
            "hone revert sort-3:8", "Put the lineage back to that step's tree; nothing later is lost")
    ]

    @Argument(help: "RUN:STEP.", completion: .candidate)
    var step: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let made = try await place.workshop().lineages.revert(to: step)
        let (record, view) = (made.record, made.view)
        let console = place.console()
        let name = Naming.step(record.toStep, in: view)
        if format.json { return console.printJSON(made) }
        console.print(
            "hone/\(view.record.run)/\(record.lineage) is at \(record.commit.short), the tree of \(name)")
        if let note = view.step(record.toStep).flatMap({ Naming.doubt(of: $0, in: view) }) {
            console.print("Note: " + note)
        }
        console.print("Go on from there with `\(Naming.goingOn(view))`")
    }
}
