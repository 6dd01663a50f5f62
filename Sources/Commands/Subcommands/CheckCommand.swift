import ArgumentParser
import Listings
import Operations
import StudyModel

struct CheckCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Validate the study, judge the base, and tell what a run would take.")

    static let examples = [
        CommandExample(
            "hone check", "Judge the base, and tell what gains can be told and what a run takes"),
        CommandExample("hone check --repeats 20", "The same with more runs of the base"),
        CommandExample("hone check --verbose", "With every choice that is left to its default"),
        CommandExample("hone check --json", "The same for a program"),
    ]

    @Option(help: ArgumentHelp("Runs of the evaluator's command on the base.", valueName: "count"))
    var repeats: Int?

    @Flag(name: .shortAndLong, help: "List every choice that is left to its default, too.")
    var verbose = false

    @OptionGroup var study: StudyOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if let repeats, repeats < 1 { throw ValidationError("'--repeats' must be at least 1") }
    }

    func run() async throws {
        let workshop = try place.workshop()
        let parsed = try workshop.studies.read(study.path)
        let console = place.console()
        let report = try await Interruptible.run(telling: console) { _ in
            try await workshop.check.report(on: parsed, repeats: repeats)
        }
        if format.json { return console.printJSON(report) }
        console.print(CheckPage(report, verbose: verbose).lines(for: console))
        if report.base.outcome != Outcome.scored { throw ExitCode.failure }
    }
}
