import ArgumentParser
import Listings
import Operations
import StudyModel

struct ShowCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a candidate: its scores, its feedback, its diff.",
        discussion:
            "A candidate is RUN:STEP, RUN:best, RUN:last, RUN:base, a branch, or any commit-ish; what stands behind the colon alone is a step of the newest run."
    )

    static let examples = [
        CommandExample("hone show sort-3:best", "The best candidate: scores, feedback, diff"),
        CommandExample(
            "hone show sort-3:12 --evidence", "What the proposer saw at that step, byte for byte"),
        CommandExample("hone show sort-3:12 --reply", "What it answered"),
        CommandExample("hone show sort-3:12 --trials", "What every trial of it gave"),
        CommandExample(
            "hone show sort-3:12 --file feedback.md", "One of the files that it names as recorded"),
    ]

    @Argument(help: "The candidate.", completion: .candidate)
    var candidate: String

    @Flag(help: "Print exactly what the proposer was shown.")
    var evidence = false

    @Flag(help: "Print exactly what a language model was sent, its instructions and the evidence among it.")
    var prompt = false

    @Flag(help: "Print exactly what the proposer answered.")
    var reply = false

    @Flag(help: "List every trial with its values.")
    var trials = false

    @Option(help: ArgumentHelp("Print exactly a file that is recorded of it.", valueName: "name"))
    var file: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if [evidence, prompt, reply, trials, file != nil].filter({ $0 }).count > 1 {
            throw ValidationError(
                "'--evidence', '--prompt', '--reply', '--trials' and '--file' exclude each other")
        }
    }

    func run() async throws {
        let workshop = try place.workshop()
        let console = place.console()
        let details = try await workshop.candidates.details(of: candidate)
        let pager = try place.pager(workshop)
        let files = [(evidence, "evidence.md"), (prompt, "prompt.md"), (reply, "reply.md")]
        if let file = files.first(where: \.0)?.1 ?? file {
            return pager.show(file: try await workshop.candidates.recorded(file, of: details).bytes)
        }
        if format.json {
            return trials ? console.printJSON(TrialListing(details)) : console.printJSON(details)
        }
        if trials { return pager.show(TrialTable(details).lines(for: console)) }
        pager.show(CandidatePage(details).lines(for: console))
    }
}
