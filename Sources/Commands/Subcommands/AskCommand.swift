import ArgumentParser
import Operations
import StudyModel
import Text

struct AskCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Print the parent and the evidence of the next step as JSON, for an optimizer of your own.",
        discussion: """
            Answer with `hone tell`. `--new` starts a run from the study file, of whatever proposer; without it the study's newest run that
            was started so goes on. The JSON holds the parent, its editable files with their content, the instructions, and the
            evidence as Markdown.
            """)

    static let examples = [
        CommandExample("hone ask --new", "Begin a run and print its first turn"),
        CommandExample("hone ask --run sort-3", "Print the next turn of a run"),
    ]

    @Option(
        help: ArgumentHelp("The run; the study's newest when left out.", valueName: "run"), completion: .run)
    var run: String?

    @Flag(help: "Start a new run from the study file.")
    var new = false

    @Option(
        help: ArgumentHelp(
            "Steps at most, in all, of this run. Without it as many as you tell, unless the study has a `budget`.",
            valueName: "count"))
    var steps: Int?

    @OptionGroup var study: StudyOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if new, run != nil { throw ValidationError("'--new' starts a run, so leave '--run' out") }
        if let steps, steps < 1 { throw ValidationError("'--steps' must be at least 1") }
    }

    func run() async throws {
        let workshop = try place.workshop()
        let options = steps.map { ["budget.steps": JSONValue(whole: $0)] } ?? [:]
        let live: LiveRun
        if new {
            live = try await workshop.liveRuns.start(
                try workshop.studies.read(study.path, options: options), proposals: .fromOutside)
        } else {
            live = try await workshop.liveRuns.resumeFromOutside(
                run, of: { try workshop.studies.read(study.path).study.name }, options: options)
        }
        place.console().printJSON(String(decoding: try await live.ask(), as: UTF8.self))
    }
}
