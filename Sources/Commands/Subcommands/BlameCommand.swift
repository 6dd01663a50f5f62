import ArgumentParser
import Operations
import StudyModel

struct BlameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blame", abstract: "Show which step made each line of a file, and what for.",
        discussion: "With each line: the step, its gain over its parent, and the feedback that it answered.")

    private struct Listing: Encodable {
        let line: Int
        let text: String
        let commit: String
        let step: String?
        /// Over the step's parent, as a share of it; positive is better.
        let gain: Double?
        let summary: String?
        let answered: String?
    }

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
        if format.json { return try console.printJSON(blamed.lines.map { listing($0, in: blamed) }) }
        console.print(BlameText(blamed).lines(for: console))
    }

    private func listing(_ line: BlamedLine, in blamed: BlamedFile) -> Listing {
        Listing(
            line: line.number, text: line.text, commit: line.commit.text,
            step: line.step.map { Naming.step($0.step, in: blamed.view) }, gain: BlameText.gain(line),
            summary: line.step?.summary, answered: line.answered)
    }
}
