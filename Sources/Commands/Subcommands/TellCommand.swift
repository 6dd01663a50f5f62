import ArgumentParser
import Listings
import Operations
import Platform
import StudyModel

#if canImport(Glibc)
    import Glibc
#endif

struct TellCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "tell",
        abstract: "Record a candidate from an optimizer of your own: read as JSON from standard input.",
        discussion: """
            One object: `{"changes": [{"path": …, "content": … | "base64": … | "delete": true, "mode": …}]}` or `{"commit": …}`, and
            optionally `summary`, `rationale`, `edit`, `tokens`, `cost`, and `results`: `[{"id": …, "score": … | "metrics": {…},
            "feedback": …}]`. The candidate is evaluated. Results that it brings are recorded as reported: they can turn it down without an
            evaluation, and are no score to be accepted by.

            The run ends with the answer that spends its budget, or by `--end`: its best is then compared with the base, as at every run's end,
            and standard error says what came of it.
            """)

    static let examples = [
        CommandExample("hone tell < answer.json", "Record a candidate, which is evaluated"),
        CommandExample("hone tell --end", "End the run: its best meets the base"),
    ]

    @Flag(help: "End the run: nothing more comes. Reads no answer.")
    var end = false

    @Option(
        help: ArgumentHelp("The run; the study's newest when left out.", valueName: "run"), completion: .run)
    var run: String?

    @OptionGroup var study: StudyOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let workshop = try place.workshop()
        let console = place.console()
        let live = try await workshop.liveRuns.resumeFromOutside(
            run, of: { try workshop.studies.read(study.path).study.name })
        let observer = ProgressPrinter(
            console: console, quiet: true, steps: nil, offsetMinutes: SystemClock.offsetMinutes())
        if end {
            let end = try await Interruptible.run(telling: console) { stop in
                try await live.close(observer: observer, stop: stop)
            }
            console.printJSON(RunStatus(view: end.view))
            return note(end, console)
        }
        guard let step = try await live.tell(Self.standardInput()) else { return }
        let end: RunEnd?
        do {
            end = try await Interruptible.run(telling: console) { stop in
                try await live.closeIfDue(observer: observer, stop: stop)
            }
        } catch {
            // The step is recorded, whatever became of the end.
            console.printJSON(step)
            throw error
        }
        console.printJSON(ToldStep(step, in: end?.view))
        if let end { note(end, console) }
    }

    /// Tells people of the end, beside what a program reads.
    private func note(_ end: RunEnd, _ console: Console) {
        for line in RunSummary(end.view, finish: end.finish).lines where !line.isEmpty { console.note(line) }
        for ref in end.held { console.note("Note: " + ref.sentence) }
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
