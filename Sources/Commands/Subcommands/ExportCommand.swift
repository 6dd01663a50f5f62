import ArgumentParser
import Listings
import Operations
import StudyModel

struct ExportCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a run for other programs: events as JSON lines, steps as CSV, or a trace.",
        discussion: """
            jsonl: the events of the run, as `hone watch --json` prints them. csv: a row a step. otlp: OpenTelemetry's JSON, in which the run is a trace, a step
            a span, and what it came to a `gen_ai.evaluation.result`; each line is a request of its own, as collectors take them.
            """)

    static let examples = [
        CommandExample("hone export sort-3 --format csv", "A row a step, for a table"),
        CommandExample(
            "hone export --format otlp",
            "The newest run as a trace: each line is one request to a collector's /v1/traces"),
    ]

    /// What is written.
    enum Format: String, CaseIterable, ExpressibleByArgument { case jsonl, csv, otlp }

    @Argument(help: "The run; the newest one when left out.", completion: .run)
    var run: String?

    @Option(help: "What is written: jsonl, csv or otlp.")
    var format: Format = .jsonl

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let reader = try await place.workshop().runs.reader(run)
        let console = place.console()
        let view = try await reader.view()
        switch format {
        case .csv: for line in StepsCSV(view).lines { console.writeFile(line + "\n") }
        case .otlp:
            for line in RunTrace(view, root: reader.root, version: Hone.version).lines {
                console.writeExactly(line + "\n")
            }
        case .jsonl: try await writeEvents(of: reader, to: console)
        }
    }

    private func writeEvents(of reader: RunReader, to console: Console) async throws {
        var follower = RunFollower(reader)
        let beginning = follower.view
        let first = StreamLine.started(
            beginning, within: beginning.budget, at: beginning.record.startedAt, cursor: reader.root)
        console.writeExactly(first.text + "\n")
        try await follower.follow { entry, follower in
            if let line = try await follower.line(of: entry) { console.writeExactly(line.text + "\n") }
        }
    }
}
