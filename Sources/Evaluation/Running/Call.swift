import StudyModel
import Workspaces

/// One command to run in a workplace.
package struct Call: Hashable, Sendable {
    /// What a call holds while its command runs.
    package enum Lock: Hashable, Sendable {
        case none
        /// The one of its machine, so that nothing else is measured there meanwhile.
        case machine
    }

    package var phase: Phase
    package var command: TimedCommand
    /// Variables beside those of the workplace; the workplace adds the paths `HONE_RESULTS`, `HONE_TRACES` and, where there are
    /// examples, `HONE_EXAMPLES`.
    package var variables: [String: String]
    /// The content of the `HONE_EXAMPLES` file; empty where the study has none.
    package var examples: [Example]
    package var lock: Lock

    package init(
        phase: Phase, command: TimedCommand, variables: [String: String] = [:], examples: [Example] = [],
        lock: Lock = .none
    ) {
        self.phase = phase
        self.command = command
        self.variables = variables
        self.examples = examples
        self.lock = lock
    }
}

/// How a call ended and what it left.
package struct CallResult: Hashable, Sendable {
    package var process: ProcessResult
    /// What was written to `HONE_RESULTS`; `nil` where nothing was.
    package var results: [UInt8]?
    /// The files below `HONE_TRACES`, by name.
    package var traces: [TraceFile]
    /// What was left out of `results` and `traces` because it was too large, in words.
    package var omissions: [String]
    /// How long it asks to wait before it is tried again; `nil` where it does not say.
    package var retryAfter: Duration?

    package init(
        process: ProcessResult, results: [UInt8]? = nil, traces: [TraceFile] = [], omissions: [String] = [],
        retryAfter: Duration? = nil
    ) {
        self.process = process
        self.results = results
        self.traces = traces
        self.omissions = omissions
        self.retryAfter = retryAfter
    }
}

/// A file that a command wrote below `HONE_TRACES`.
package struct TraceFile: Hashable, Sendable {
    /// Such as `case-1.0.jsonl`.
    package var name: String
    package var bytes: [UInt8]
    /// Which of its steps `bytes` holds; `nil` for all.
    package var extent: TraceExtent?

    package init(name: String, bytes: [UInt8], extent: TraceExtent? = nil) {
        self.name = name
        self.bytes = bytes
        self.extent = extent
    }
}
