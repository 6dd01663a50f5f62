import StudyModel
import Workspaces

/// Makes trials of what one call of the command left.
struct TrialReader: Sendable {
    /// The trials of one call, and why they are no score where they are none.
    struct Batch: Hashable, Sendable {
        var trials: [Trial] = []
        var traces: [Attachment] = []
        var failure: Scoreless?
    }

    let format: any ResultFormat
    let objective: Objective
    var others: [Objective] = []
    let missing: EvaluatorSettings.Missing

    /// Reads the results of a call; those of before a crash are kept.
    func read(_ result: CallResult, of call: Call, repetition: Int, seed: UInt64) -> Batch {
        let output = CommandOutput(stdout: result.process.stdout.text, results: result.results)
        let reading = format.read(output)
        let asked: [String?] = call.examples.isEmpty ? [nil] : call.examples.map(\.id)
        let matched = RecordMatcher(
            examples: call.examples.map(\.id), objective: objective, others: others
        ).match(reading)
        let traces = TraceCollector(result.traces, examples: call.examples.map(\.id), repetition: repetition)
        let crash = Scoreless(of: call, process: result.process)
        var batch = Batch(failure: crash ?? fault(matched, reading, result, call))
        for example in asked {
            let record = matched.records[example]
            let trace = traces.trace(of: example, inline: record?.trace ?? [])
            batch.traces += trace.map { [$0.file] } ?? []
            // A number for the whole says nothing once the command has crashed; a finished example's result does.
            let isKept = record != nil && (crash == nil || record?.id != nil)
            batch.trials.append(
                Trial(
                    example: example, repetition: repetition, seed: seed,
                    outcome: isKept ? .scored : crash?.outcome ?? .invalid,
                    metrics: isKept ? record?.metrics ?? [:] : [:], feedback: record?.feedback,
                    output: record?.output, trace: trace?.file.path, traceExtent: trace?.extent,
                    usage: record?.usage ?? .none,
                    wallSeconds: result.process.wallSeconds))
        }
        batch.traces += traces.unclaimed
        return batch
    }

    /// Why results are none although the command ended well.
    private func fault(
        _ matched: RecordMatcher.Matches, _ reading: ResultReading, _ result: CallResult, _ call: Call
    ) -> Scoreless? {
        let reason =
            matched.fault
            ?? (matched.missing.isEmpty || missing == .worst && !matched.records.isEmpty
                ? nil : missingReason(matched, asked: call.examples.count))
        return reason.map {
            Scoreless(
                outcome: .invalid, reason: $0, report: FailureReport(call, result.process).afterSuccess(),
                others: matched.others)
        }
    }

    private func missingReason(_ matched: RecordMatcher.Matches, asked: Int) -> String {
        let names = matched.missing.prefix(5).map { $0.excerpt(limit: 40) }.joined(separator: ", ")
        let more = matched.missing.count > 5 ? ", …" : ""
        let others = matched.unknown.prefix(3).map { $0.excerpt(limit: 40) }.joined(separator: ", ")
        return "\(matched.missing.count) of \(asked) examples have no result: \(names)\(more)"
            + (others.isEmpty ? "" : " (there are results for \(others), which were not asked for)")
    }
}
