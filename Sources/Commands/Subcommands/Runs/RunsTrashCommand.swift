import ArgumentParser
import Listings
import Operations
import Platform

struct RunsTrashCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trash", abstract: "List the runs in the trash.")

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
