import ArgumentParser
import Listings
import Operations
import StudyModel

struct ScoutCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "scout",
        abstract: "See where the time of a command goes, and what a change could bring.",
        discussion: """
            Builds the base and runs the evaluator's command once, in the sandbox, under what this machine has: perf, and cProfile in each
            Python. Names the functions and files that the time goes to, how much faster all of it can get at most where they cost nothing
            any more, and which files are worth being editable. Functions of compiled programs are found by the text of their definition.
            """)

    static let examples = [
        CommandExample("hone scout", "Of the study in hone.yaml"),
        CommandExample("hone scout --command 'sh bench/run.sh' --build make", "Before there is a study"),
        CommandExample("hone scout --json", "For a program"),
    ]

    @Option(
        help: ArgumentHelp(
            "The command, for the shell; the study's when left out.", valueName: "command"))
    var command: String?

    @Option(help: ArgumentHelp("What builds before it, with --command.", valueName: "command"))
    var build: String?

    @OptionGroup var study: StudyOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if build != nil, command == nil {
            throw ValidationError("'--build' goes with '--command'; a study says itself how it is built")
        }
    }

    func run() async throws {
        let workshop = try place.workshop()
        let console = place.console()
        let (command, build) = (command, build)
        let parsed = command == nil ? try workshop.studies.read(study.path).study : nil
        let report = try await Interruptible.run(
            telling: console, words: .whole("The command was not run to its end")
        ) { _ in
            if let parsed { return try await workshop.scout.report(on: parsed) }
            return try await workshop.scout.report(onCommand: command ?? "", build: build)
        }
        if format.json { return console.printJSON(report) }
        console.print(ScoutPage(report).lines(for: console))
    }
}
