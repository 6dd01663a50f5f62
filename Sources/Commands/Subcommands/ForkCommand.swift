import ArgumentParser
import Listings
import Operations
import StudyModel

struct ForkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fork", abstract: "Start a new lineage at a candidate, with the evidence of that time.")

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
        let made = try await place.workshop().lineages.fork(
            candidate, name: name.flatMap(LineageName.init(text:)))
        let (record, view) = (made.record, made.view)
        let console = place.console()
        let origin = Naming.step(record.fromStep, in: view)
        if format.json { return console.printJSON(made) }
        console.print("hone/\(view.record.run)/\(record.lineage) starts at \(origin) (\(record.from.short))")
        if let note = view.step(record.fromStep).flatMap({ note(on: $0, in: view) }) {
            console.print("Note: " + note)
        }
        if let change = made.evaluatorChange { console.print("Note: " + change.sentence) }
        console.print("Go on with it by `\(Naming.goingOn(view))`")
    }

    /// What became of the candidate that the lineage starts at, where that is no good.
    private func note(on step: StepSummary, in view: RunView) -> String? {
        let name = Naming.step(step.step, in: view)
        switch view.rejection(of: step) {
        case .byPerson:
            let parent = view.step(of: view.unrejected(step.candidate ?? step.parent))
            let below = parent.map { Naming.step($0.step, in: view) } ?? step.parent.short
            return "\(name) is rejected in review, so steps are made from \(below) as long as that stands; "
                + "take it back with `hone review \(name) --withdraw`"
        case .byVerdict:
            return
                "\(name) was rejected\(step.why.map { " (\($0))" } ?? ""), and its change is in all that follows"
        case nil: return Naming.rejectedBelow(step, in: view).map { "\(name) \($0)" }
        }
    }
}
