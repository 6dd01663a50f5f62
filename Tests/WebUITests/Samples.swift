import StudyModel

/// Runs that tests of pages start from.
enum Samples {
    static let writer = WriterID(text: "9f3c01aa")!

    /// The commit of candidate `number`; 0 is the base.
    static func commit(_ number: Int) -> CommitID { CommitID(text: padded(number, "c"))! }

    static func record(
        instructions: String = "", metric: String = "seconds", direction: Direction = .minimize
    ) -> RunRecord {
        let command = TimedCommand(run: .shell("./run.sh"), timeout: .seconds(60))
        let study = Study(
            name: "sort", instructions: instructions, artifact: ArtifactSettings(editable: ["src/**"]),
            evaluator: EvaluatorSettings(command: command),
            objective: Objective(metric: metric, direction: direction))
        return RunRecord(
            run: RunName(text: "sort-1")!, writer: writer, study: study, base: commit(0),
            baseTree: TreeID(text: padded(0, "d"))!,
            evaluator: EvaluatorIdentity(id: "sha256:00"), programs: ["hone": "1"],
            startedAt: 1_700_000_000)
    }

    static func evaluation(_ score: Double?, metric: String = "seconds", sd: Double? = 0.5) -> Evaluation {
        guard let score else { return Evaluation(outcome: .crashed, reason: "exit 1", commandRuns: 1) }
        let summary = MetricSummary(value: score, direction: .minimize, n: 5, sd: sd)
        return Evaluation(outcome: .scored, metrics: [metric: summary], commandRuns: 5, wallSeconds: 1)
    }

    static func step(
        _ number: Int, from parent: Int = 0, score: Double?, accepted: Bool, summary: String? = nil,
        why: String? = nil, lineage: LineageName = .first
    ) -> Event {
        let evaluation = evaluation(score)
        return .step(
            StepRecord(
                step: StepID(number: number, writer: writer), lineage: lineage,
                parents: Parents(commit(parent)),
                candidate: commit(number), tree: TreeID(text: padded(number, "d"))!,
                outcome: evaluation.outcome, reason: evaluation.reason,
                verdict: accepted ? .accepted : .rejected, why: why,
                moves: accepted ? [LineageMove(lineage, .advanced(to: commit(number)))] : [],
                summary: summary ?? "change \(number)",
                proposer: "mutation",
                evaluations: [
                    RecordedEvaluation(
                        of: commit(number), evaluator: "sha256:00", sample: Sample(), evaluation)
                ], wallSeconds: 2,
                recordedAt: 1_700_000_000 + Int64(number)))
    }

    /// A run of some steps: every tenth is accepted, every fourth has no score.
    static func long(_ count: Int) -> RunView {
        var events = [step(0, score: 100, accepted: true)]
        var parent = 0
        for number in 1..<max(count, 1) {
            let isAccepted = number % 10 == 0
            let score = 100 - Double(parent) * 0.05 + Double(number % 7) - (isAccepted ? 8 : 0)
            events.append(
                step(number, from: parent, score: number % 4 == 1 ? nil : score, accepted: isAccepted))
            if isAccepted { parent = number }
        }
        return RunView(record(), events: events)
    }

    private static func padded(_ number: Int, _ digit: String) -> String {
        let digits = String(number, radix: 16)
        return digit + String(repeating: "0", count: 39 - digits.count) + digits
    }
}
