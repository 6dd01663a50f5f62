import ArgumentParser
import Listings
import Operations
import StudyModel
import Text

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show what is running, how far it is, and how well it does.")

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let list = try await place.workshop().runs.list()
        let statuses = list.runs
        let console = place.console()
        for run in list.unreadable {
            console.note("Note: \(run.name) cannot be read: \(run.report.oneLine)")
        }
        if format.json { return console.printJSON(ListingList("runs", statuses)) }
        guard !statuses.isEmpty || !list.unreadable.isEmpty else {
            return console.print("No runs yet. Start one with `hone init`, `hone check`, `hone run`")
        }
        for status in statuses { console.print(RunParagraph(status).lines(for: console)) }
    }
}
