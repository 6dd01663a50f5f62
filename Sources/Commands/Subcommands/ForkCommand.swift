import ArgumentParser
import Operations
import StudyModel

struct ForkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fork", abstract: "Start a new lineage at a candidate, with the evidence of that time.")

    private struct Listing: Encodable {
        let run: String
        let lineage: String
        let at: String
        let commit: String
    }

    @Argument(help: "The candidate, such as RUN:STEP.", completion: .candidate)
    var candidate: String

    @Option(help: "The lineage's name; the next letter when left out.")
    var name: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if let name, LineageName(text: name) == nil {
            throw ValidationError(
                "'--name' takes lower-case letters, digits and hyphens, and 'best' is taken")
        }
    }

    func run() async throws {
        let (record, view) = try await place.workshop().lineages.fork(
            candidate, name: name.flatMap(LineageName.init(text:)))
        let console = place.console()
        let origin = Naming.step(record.fromStep, in: view)
        if format.json {
            return try console.printJSON(
                Listing(
                    run: view.record.run.text, lineage: record.lineage.text, at: origin,
                    commit: record.from.text))
        }
        console.print("hone/\(view.record.run)/\(record.lineage) starts at \(origin) (\(record.from.short))")
        console.print("Go on with it by `hone run --resume \(view.record.run)`")
    }
}
