import ArgumentParser
import Listings
import Operations
import StudyModel

struct ForkCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "fork", abstract: "Start a new lineage at a candidate, with the evidence of that time.")

    static let examples = [
        CommandExample("hone fork sort-3:8", "Start another lineage there"),
        CommandExample("hone fork sort-3:8 --name wide", "Give it a name"),
    ]

    @Argument(help: "The candidate, such as RUN:STEP.", completion: .candidate)
    var candidate: String

    @Option(help: "The lineage's name; the next letter when left out.")
    var name: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if let name, LineageName.given(name) == nil {
            throw ValidationError(
                "'--name' takes lower-case letters, digits and hyphens, \(LineageName.longestGiven) at most, and 'best' is taken"
            )
        }
    }

    func run() async throws {
        let made = try await place.workshop().lineages.fork(
            candidate, name: name.flatMap(LineageName.given))
        let (record, view) = (made.record, made.view)
        let console = place.console()
        let origin = Naming.step(record.fromStep, in: view)
        if format.json { return console.printJSON(made) }
        console.print("hone/\(view.record.run)/\(record.lineage) starts at \(origin) (\(record.from.short))")
        if let note = view.step(record.fromStep).flatMap({ Naming.doubt(of: $0, in: view) }) {
            console.print("Note: " + note)
        }
        if let change = made.evaluatorChange { console.print("Note: " + change.sentence) }
        console.print("Go on with it by `\(Naming.goingOn(view))`")
    }
}
