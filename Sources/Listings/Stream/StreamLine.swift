import StudyModel
import Text

/// One line of the stream that a program follows a run by: `hone run --json`, `hone watch --json`.
///
/// A durable line tells of one event, has its commit in the journal as `cursor`, and can be had again from there. Any other tells what is going
/// on, and may be dropped. Each is one JSON object with `v`, `type`, `run` and `at`; a reader skips a `type` that it does not know.
package struct StreamLine: Hashable, Sendable {
    /// The version of the stream, as `v`.
    private static let version = 1

    /// As it is printed, without a line feed.
    package let text: String

    /// - Parameters:
    ///   - at: seconds since 1970; `nil` where the fields have it.
    ///   - currency: what money is counted in.
    private init(
        _ type: String, of run: RunName?, at: Int64?, cursor: CommitID? = nil, currency: String = "",
        _ fill: (inout ObjectWriter) -> Void
    ) {
        let bytes = ObjectWriter.bytes(currency: currency) { line in
            line.put("v", Self.version)
            line.put("type", type)
            line.put("run", run)
            line.put("at", at.map { Moment($0) })
            line.put("cursor", cursor)
            fill(&line)
        }
        text = ShownText(json: String(decoding: bytes, as: UTF8.self)).text
    }

    // MARK: - Durable

    /// The run as it is when it is first told of.
    ///
    /// - Parameters:
    ///   - budget: what it may spend in all.
    ///   - process: the one that steps it, by its ID.
    ///   - cursor: the last event that is not told of; the run's root where that is its beginning.
    package static func started(
        _ view: RunView, within budget: Budget, at: Int64, cursor: CommitID, process: Int32? = nil
    ) -> StreamLine {
        StreamLine("started", of: view.record.run, at: at, cursor: cursor) { line in
            line.put("study", view.record.study.name)
            line.put("base", view.record.base)
            line.put("objective", view.objective.metric)
            line.put("resumed", view.eventCount > 0)
            line.put("steps", budget.steps)
            line.put("updates", budget.updates)
            line.put("pid", process.map(Int.init))
        }
    }

    /// A step, as `hone log --json` has it, and what the run has spent with it; `step.view` is the run with it.
    package static func step(_ step: StepListing, cursor: CommitID) -> StreamLine {
        StreamLine("step", of: nil, at: nil, cursor: cursor) { line in
            step.write(to: &line)
            line.object("spent") {
                step.view.spent.write(to: &$0, currency: step.view.record.study.budget.currency)
            }
        }
    }

    /// An event that is no step, by the word of its kind, with all that it says.
    package static func event(_ event: Event, in view: RunView, cursor: CommitID) -> StreamLine {
        let part = event.part
        let currency = view.record.study.budget.currency
        // It says itself which run it was.
        let run: RunName? = if case .deleted = event { nil } else { view.record.run }
        return StreamLine(
            part.kind, of: run, at: part.record.recordedAt, cursor: cursor, currency: currency
        ) { part.record.write(to: &$0) }
    }

    // MARK: - Passing

    package static func phase(_ current: CurrentPhase, of run: RunName) -> StreamLine {
        StreamLine(current.phase.type, of: run, at: current.since) { current.phase.write(to: &$0) }
    }

    /// What somebody should know of the run.
    ///
    /// - Parameter code: what kind of thing it is, such as `sandbox`.
    package static func warning(_ text: String, code: String, of run: RunName?, at: Int64) -> StreamLine {
        StreamLine("warning", of: run, at: at) { line in
            line.put("code", code)
            line.put("text", text)
        }
    }

    /// That so many passing lines were dropped, since whoever reads was slow.
    package static func gap(_ dropped: Int, of run: RunName?, at: Int64) -> StreamLine {
        StreamLine("gap", of: run, at: at) { $0.put("dropped", dropped) }
    }

    // MARK: - The last one

    /// The run as it stands when nobody steps it any more.
    ///
    /// - Parameters:
    ///   - cursor: the last event.
    ///   - exit: the exit code of the process.
    package static func ended(
        _ status: RunStatus, at: Int64, cursor: CommitID, exit: Int32
    ) -> StreamLine {
        StreamLine("ended", of: status.view.record.run, at: at, cursor: cursor) { line in
            status.writeStanding(to: &line)
            line.put("exit", Int(exit))
        }
    }

    /// Why the process ends without the run's end.
    package static func error(
        _ what: String, causes: [String], hint: String?, exit: Int32, of run: RunName?, at: Int64
    ) -> StreamLine {
        StreamLine("error", of: run, at: at) { line in
            line.put("error", what)
            line.put("caused_by", causes.isEmpty ? nil : causes.joined(separator: ": "))
            line.put("hint", hint)
            line.put("exit", Int(exit))
        }
    }
}
