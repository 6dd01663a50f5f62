import ArgumentParser
import Operations

struct RunsNoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Keep a remark with a run: why it was started, what to look at.",
        discussion: "It changes nothing else; `hone log --operations` shows it.")

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
