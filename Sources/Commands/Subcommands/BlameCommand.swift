import ArgumentParser
import Listings
import Operations
import StudyModel

struct BlameCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "blame", abstract: "Show which step made each line of a file, and what for.",
        discussion: "With each line: the step, its gain over its parent, and the feedback that it answered.")

    static let examples = [
        CommandExample(
            "hone blame src/sort.c --at sort-3:best", "The step, the gain and the feedback behind each line")
    ]

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(
        help: ArgumentHelp(
            "The candidate; the best of the newest run when left out.", valueName: "candidate"),
        completion: .candidate)
    var at: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let blamed = try await place.workshop().blame.lines(of: file, at: at)
        let console = place.console()
        if format.json { return console.printJSON(blamed) }
        console.print(BlameText(blamed).lines(for: console))
    }
}
