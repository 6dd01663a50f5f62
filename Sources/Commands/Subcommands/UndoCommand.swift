import ArgumentParser
import Listings
import Operations
import StudyModel

struct UndoCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Undo the last operation on a run.",
        discussion: """
            Steps, reverts, forks, reviews, landings, renaming and deleting can be undone, and so can an undo: then what it undid is
            done again. Nothing is lost by it: an undone step stays in the journal, and its number is not used again.
            """)

    static let examples = [
        CommandExample("hone undo", "Undo the last operation; once more does it again"),
        CommandExample("hone undo sort-3", "That of one run"),
        CommandExample(
            "hone undo --operation 4f2a9c1", "Any one that `hone log --operations` lists"),
    ]

    @Argument(help: "The run; the newest one when left out. One in the trash comes back.", completion: .run)
    var run: String?

    @Option(
        help: ArgumentHelp(
            "The operation, by the start of its ID in `hone log --operations`.", valueName: "id"))
    var operation: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let undone = try await place.workshop().operations.undo(run, operation: operation)
        let console = place.console()
        let branch = undone.branch.map { String($0.onto.dropFirst("refs/heads/".count)) }
        if format.json { return console.printJSON(undone) }
        console.print("\(undone.change == .undone ? "Undone" : "Done again"): \(undone.what)")
        if let branch, let move = undone.branch { console.print("\(branch) is at \(move.result.short)") }
        if let sweep = undone.sweep {
            return console.print("See it with `hone sweep show \(sweep)`")
        }
        let name = undone.run?.text ?? run ?? ""
        let opposite = undone.change == .undone ? "Do it again" : "Undo it again"
        console.print(
            "\(opposite) with `hone undo \(name)`"
                + (undone.run == nil ? "" : "; go further back by `hone log \(name) --operations`"))
    }
}
