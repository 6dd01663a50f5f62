import ArgumentParser
import Operations
import StudyModel
import Text

struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Print the parent and the evidence of the next step as JSON, for an optimizer of your own.",
        discussion: """
            Answer with `hone tell`. `--new` starts a run from the study file. The JSON holds the parent, its editable files with
            their content, the instructions, and the evidence as Markdown.
            """)

    @Argument(help: "The run; the newest one when left out.", completion: .run)
    var run: String?

    @Flag(help: "Start a new run from the study file.")
    var new = false

    @OptionGroup var study: StudyOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let workshop = try place.workshop()
        let live: LiveRun
        if new {
            live = try await workshop.liveRuns.start(
                try workshop.studies.read(study.path), proposals: .fromOutside)
        } else {
            live = try await workshop.liveRuns.resume(run)
        }
        place.console().writeExactly(String(decoding: try await live.ask(), as: UTF8.self))
    }
}
