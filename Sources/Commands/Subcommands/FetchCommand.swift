import ArgumentParser
import Listings
import Operations

struct FetchCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Take in the runs that others pushed.",
        discussion: """
            Journals, notes and branches of a remote are united with what is here. Where two clones went on with one run, the steps of
            both are there afterwards: a step of another writer shows as NUMBER@WRITER, its lineages have branches of their own.
            """)

    static let examples = [
        CommandExample("hone fetch", "Take in what others pushed"),
        CommandExample("hone fetch backup", "From another remote"),
    ]

    @Argument(help: "The remote; that of the current branch, or origin, when left out.")
    var remote: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let report = try await place.workshop().remotes.fetch(from: remote)
        let console = place.console()
        if format.json { return console.printJSON(report) }
        for refusal in report.passedOver {
            console.note("Note: Passed over '\(refusal.ref)' of '\(report.remote)': \(refusal.reason)")
        }
        if let writer = report.newWriter {
            console.note(
                "Note: '\(report.remote)' has events by this clone's ID that it did not write. It writes as \(writer) from here on"
            )
        }
        for run in report.runs { console.print(line(run)) }
        if report.runs.isEmpty {
            console.print(
                report.changedNotes
                    ? "'\(report.remote)' had new notes, and no new events"
                    : "Everything that '\(report.remote)' has is here")
        }
    }

    private func line(_ run: FetchReport.Run) -> String {
        let count = run.events.values.reduce(0, +)
        let writers = run.events.filter { $0.value > 0 }.keys.sorted().map(\.text)
        let whose = writers.isEmpty ? "" : " by \(writers.joined(separator: ", "))"
        let name = run.renamedFrom.map { " (there it is '\($0)', which is another run here)" } ?? ""
        return
            "\(run.run): \(run.isNew ? "new, " : "")\(count) \(count == 1 ? "event" : "events")\(whose)\(name)"
    }
}
