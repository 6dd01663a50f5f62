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
            "feedback": …}]`. The candidate is evaluated unless it brings its results.
            """)

    @Argument(help: "The run; the newest one when left out.", completion: .run)
    var run: String?

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let workshop = try place.workshop()
        let live = try await workshop.liveRuns.resume(run)
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
