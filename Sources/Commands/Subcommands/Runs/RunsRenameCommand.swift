import ArgumentParser
import Operations
import StudyModel

struct RunsRenameCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a run another name: its branches and its journals go along.",
        discussion: "Notes that are written already keep the old name; it stays the run's.")

    static let examples = [
        CommandExample(
            "hone runs rename sort-3 sort-small", "Branches and journals go along; `hone undo` takes it back")
    ]

    @Argument(help: "The run.", completion: .run)
    var run: String

    @Argument(help: "Its name from now on: lower-case letters, digits and hyphens.")
    var name: String

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        guard let new = RunName.given(name) else {
            throw ErrorReport(
                what: "'\(name)' cannot be a run's name",
                hint:
                    "Use lower-case letters, digits and hyphens, \(RunName.longestGiven) at most; 'journal' and 'trash' are taken",
                exit: .wrongUsage)
        }
        try await place.workshop().runs.rename(run, to: new)
        let console = place.console()
        console.print("\(run) is \(new) from now on, with its branches hone/\(new)/*")
        console.print("Take it back with `hone undo \(new)`")
    }
}
