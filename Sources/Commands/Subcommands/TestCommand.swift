import ArgumentParser
import Listings
import Operations
import StudyModel

struct TestCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run a candidate beside another on the sealed test split.",
        discussion: """
            Nothing else runs these examples, and no proposer sees them or what came of them. Both candidates are run on them in one
            sitting and compared on every metric. Every look at the same examples is recorded and counted, in whatever run, and all looks
            share the error of one: a later claim takes more. That no claim can come of a look is said before it is made. RUN:0 is the base.
            """)

    static let examples = [
        CommandExample("hone test", "Winner and base of the newest run on the sealed examples"),
        CommandExample("hone test sort-3:4 sort-3:12", "Any two candidates"),
        CommandExample("hone test sort-3:best --json", "What came of it for a program"),
    ]

    @Argument(help: "The candidate; RUN:best of the newest run.", completion: .candidate)
    var candidate: String?

    @Argument(
        help: "What it is compared with, of any run with the same examples sealed; the base of its run.",
        completion: .candidate)
    var other: String?

    @Option(
        help: ArgumentHelp(
            "Runs of the evaluator's command; as many as a step makes when left out.", valueName: "count"))
    var repeats: Int?

    @Flag(help: "Go on without being asked where no claim can come of it.")
    var yes = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if let repeats, repeats < 1 { throw ValidationError("'--repeats' must be at least 1") }
    }

    func run() async throws {
        let workshop = try place.workshop()
        let console = place.console()
        let words = Interruptible.Words(
            first: "A test is not stopped half-way. Press Ctrl-C again to stop now.",
            end: ErrorReport(
                what: "Stopped in the middle of a test, which counts all the same",
                hint:
                    "Test again with `\((["hone test", candidate, other].compactMap { $0 }).joined(separator: " "))`",
                exit: .interrupted))
        let test = try await workshop.tests.prepare(candidate, over: other, repeats: repeats)
        if let shortfall = try await test.shortfall(), !goesOn(without: shortfall, console) {
            throw ExitCode.failure
        }
        let report = try await Interruptible.run(telling: console, words: words) { _ in
            try await test.run()
        }
        if format.json {
            console.printJSON(report)
        } else {
            console.print(TestPage(report).lines)
        }
        if report.test.evaluation?.outcome != .scored { throw ExitCode.failure }
    }

    /// Says that no claim can come of the look, and asks whether it is to be made all the same, where somebody is there to answer.
    private func goesOn(without shortfall: TestShortfall, _ console: Console) -> Bool {
        console.note(TestPage.words(shortfall))
        guard !yes, let goesOn = console.agrees(to: "Look at them all the same?") else { return true }
        if !goesOn { console.note("Nothing was run, and it is no look") }
        return goesOn
    }
}
