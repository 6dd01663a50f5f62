import ArgumentParser
import Operations

struct RunsNoteCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Keep a remark with a run: why it was started, what to look at.",
        discussion: "It changes nothing else; `hone log --operations` shows it.")

    static let examples = [
        CommandExample(
            "hone runs note sort-3 --message 'with the new compiler'", "Keep a remark with a run")
    ]

    @Argument(help: "The run; the newest where none is named.", completion: .run)
    var run: String?

    @Option(name: [.short, .long], help: "The remark.")
    var message: String

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let view = try await place.workshop().runs.note(message, on: run)
        place.console().print(
            "Kept with \(view.record.run); see it with `hone log --operations \(view.record.run)`")
    }
}
