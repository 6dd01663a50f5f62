import ArgumentParser
import Operations
import Platform

struct RunsTrashCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trash", abstract: "List the runs in the trash.")

    private struct Listing: Encodable {
        let run: String
        let root: String
        let deletedAt: Int64
    }

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let runs = try await place.workshop().runs.trash()
        let console = place.console()
        if format.json {
            return try console.printJSON(
                runs.map { Listing(run: $0.run.text, root: $0.root.text, deletedAt: $0.deletedAt) })
        }
        for run in runs {
            let date = Dates.minute(run.deletedAt, offsetMinutes: SystemClock.offsetMinutes())
            console.print("\(run.run)  deleted \(date); bring it back with `hone undo \(run.run)`")
        }
    }
}
