import ArgumentParser
import Listings
import Operations
import Platform

struct RunsTrashCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "trash", abstract: "List the runs in the trash.")

    static let examples = [
        CommandExample("hone runs trash", "What `hone undo` can bring back"),
        CommandExample("hone runs trash --json", "The same for a program"),
    ]

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let runs = try await place.workshop().runs.trash()
        let console = place.console()
        if format.json { return console.printJSON(ListingList("runs", runs)) }
        for run in runs {
            let date = Dates.minute(run.deletedAt, offsetMinutes: SystemClock.offsetMinutes())
            console.print("\(run.run)  deleted \(date); bring it back with `hone undo \(run.run)`")
        }
    }
}
