import ArgumentParser
import Operations
import StudyModel

#if canImport(Glibc)
    import Glibc
#endif

struct TellCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tell",
        abstract: "Record a candidate from an optimizer of your own: read as JSON from standard input.",
        discussion: """
            One object: `{"changes": [{"path": …, "content": … | "base64": … | "delete": true, "mode": …}]}` or `{"commit": …}`, and
            optionally `summary`, `rationale`, `edit`, `tokens`, `cost`, and `results`: `[{"id": …, "score": … | "metrics": {…},
            "feedback": …}]`. The candidate is evaluated. Results that it brings are recorded as reported: they can turn it down without an
            evaluation, and are no score to be accepted by.
            """)

    @Option(
        help: ArgumentHelp("The run; the study's newest when left out.", valueName: "run"), completion: .run)
    var run: String?

    @OptionGroup var study: StudyOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let workshop = try place.workshop()
        let live = try await workshop.liveRuns.resumeFromOutside(
            run, of: { try workshop.studies.read(study.path).study.name })
        if let step = try await live.tell(Self.standardInput()) { place.console().printJSON(step) }
    }

    private static func standardInput() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }
}
