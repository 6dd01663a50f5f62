import StudyModel
import Workspaces

/// Reads the figure that a gate gives: the last line of what it printed, a number or an object that has it.
struct GateReader {
    let score: Gate.Score

    /// Reads what a gate left that exited with 0; a figure may be there even where that fails the candidate.
    func read(_ process: ProcessResult, of call: Call) -> (value: Double?, failure: Scoreless?) {
        let reading = AutoFormat(metric: score.metric).read(CommandOutput(stdout: process.stdout.text))
        let metrics = reading.records.first?.metrics ?? [:]
        guard let value = metrics[score.metric] ?? metrics["score"], value.isMeasure else {
            let reason = reading.fault ?? "its last line has no finite '\(score.metric)'"
            return (nil, failure(call, "gave no \(score.metric): \(reason)", process))
        }
        let bound = score.broken(by: value)
        return (
            value,
            bound.map {
                failure(
                    call, "gave \(score.metric) \(Gate.Score.text(value)), and \($0) is asked for", process)
            }
        )
    }

    private func failure(_ call: Call, _ words: String, _ process: ProcessResult) -> Scoreless {
        Scoreless(
            outcome: .gateFailed, reason: "\(Scoreless.name(of: call)) \(words)",
            report: FailureReport(call, process).afterSuccess())
    }
}
