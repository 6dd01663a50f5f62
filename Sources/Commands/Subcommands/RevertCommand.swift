import ArgumentParser
import Operations
import StudyModel

struct RevertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revert",
        abstract: "Go back to an earlier iteration: a new commit on its lineage with that tree.",
        discussion: "Nothing is lost: later steps stay in the run. `hone run --resume` goes on from there.")

    private struct Listing: Encodable {
        let run: String
        let lineage: String
        let to: String
        let commit: String
    }

    @Argument(help: "RUN:STEP.", completion: .candidate)
    var step: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let (record, view) = try await place.workshop().lineages.revert(to: step)
        let console = place.console()
        let name = Naming.step(record.toStep, in: view)
        if format.json {
            return try console.printJSON(
                Listing(
                    run: view.record.run.text, lineage: record.lineage.text, to: name,
                    commit: record.commit.text))
        }
        console.print(
            "hone/\(view.record.run)/\(record.lineage) is at \(record.commit.short), the tree of \(name)")
        console.print("Go on from there with `hone run --resume \(view.record.run)`")
    }
}
