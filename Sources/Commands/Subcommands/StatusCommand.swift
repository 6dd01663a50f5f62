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
        for run in list.lost {
            console.note("Note: the journal of \(run.run) is gone; it was at \(run.tip.short)")
            console.note("Hint: Bring it back with `git update-ref \(run.ref) \(run.tip)`")
        }
        if format.json { return console.printJSON(ListingList("runs", statuses)) }
        guard !statuses.isEmpty || !list.unreadable.isEmpty || !list.lost.isEmpty else {
            return console.print("No runs yet. Start one with `hone init`, `hone check`, `hone run`")
        }
        for status in statuses { console.print(RunParagraph(status).lines(for: console)) }
    }
}
