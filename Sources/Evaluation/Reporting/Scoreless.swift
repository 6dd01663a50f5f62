import StudyModel
import Text
import Workspaces

/// Why a candidate has no score.
struct Scoreless: Hashable, Sendable {
    let outcome: Outcome
    /// In one line.
    let reason: String
    /// Markdown that shows what there was; may be empty.
    let report: String
    /// Names of the metrics that a result had in place of the objective's, sorted.
    let others: [String]

    init(outcome: Outcome, reason: String, report: String, others: [String] = []) {
        self.outcome = outcome
        self.reason = reason
        self.report = report
        self.others = others
    }

    /// Returns `nil` where the command did what it should: exit with 0.
    init?(of call: Call, process: ProcessResult) {
        guard !process.succeeded else { return nil }
        outcome = Self.outcome(of: process.ending, in: call.phase)
        reason = Self.name(of: call) + " " + Self.words(for: process, call)
        report = FailureReport(call, process).text
        others = []
    }

    private static func outcome(of ending: ProcessResult.Ending, in phase: Phase) -> Outcome {
        switch (ending, phase) {
        case (.timedOut, _): .timedOut
        case (.outOfMemory, _): .outOfMemory
        case (_, .build): .buildFailed
        case (_, .gate): .gateFailed
        case (_, .command), (_, .coverage), (_, .setup): .crashed
        }
    }

    /// What a call is called in a reason.
    static func name(of call: Call) -> String {
        let command = call.command.run.description.excerpt()
        return switch call.phase {
        case .setup: "setup \(command)"
        case .build: "build \(command)"
        case .gate(let index): "gate \(index + 1), \(command),"
        case .command: "command \(command)"
        case .coverage: "coverage \(command)"
        }
    }

    private static func words(for process: ProcessResult, _ call: Call) -> String {
        switch process.ending {
        case .timedOut: return "was stopped at its limit of \(call.command.timeout.words)"
        case .outOfMemory: return "ran out of memory"
        case .signaled(let signal): return "was killed by \(Signal.name(of: signal))"
        case .exited(127): return "was not found" + lastWords(process)
        case .exited(126): return "could not be started" + lastWords(process)
        case .exited(let code):
            // A shell ends so when what it ran was killed.
            let signal = Signal.known.contains(code - 128) ? " after \(Signal.name(of: code - 128))" : ""
            return "exited with \(code)" + signal
        }
    }

    /// What the shell said last.
    private static func lastWords(_ process: ProcessResult) -> String {
        let line = PlainText.end(of: process.stderr.text, lines: 1, bytes: 300).text
        return line.isEmpty ? "" : ": " + line.excerpt(limit: 200)
    }
}

extension Duration {
    /// The duration in seconds, or in minutes where it is a whole number of them: `90 s`, `5 min`.
    fileprivate var words: String {
        let seconds = self / .seconds(1)
        if seconds >= 60, (seconds / 60).rounded() * 60 == seconds {
            return "\(Int(clamping: seconds / 60)) min"
        }
        return (Int(exactly: seconds).map(String.init) ?? "\(seconds)") + " s"
    }
}
