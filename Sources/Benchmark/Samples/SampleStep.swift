import StudyModel

/// What one accepted step records, the same for hone and for git's commands.
struct SampleStep {
    static let file = "src/sort.c"

    let number: Int
    let content: [UInt8]
    /// What the proposer was shown (2 KB) and what the command printed.
    let attachments: [Attachment]

    init(number: Int) {
        self.number = number
        content = Self.content(number)
        var text = SampleText(seed: UInt64(number) + 1_000)
        let score = Self.score(number)
        attachments = [
            Attachment(path: "evidence.md", bytes: text.next(2_000)),
            Attachment(path: "stdout", text: "case-\(number % 17): \(score)\n\(score)\n"),
        ]
    }

    /// The editable file as this step leaves it: 4 KB of which one line differs from step to step.
    static func content(_ number: Int) -> [UInt8] {
        var text = SampleText(seed: 7)
        return text.next(2_000) + Array("int load_factor = \(number);\n".utf8) + text.next(2_000)
    }

    var proposal: Proposal {
        Proposal(
            changes: [FileChange(path: Self.file, content: .file(content, executable: false))],
            summary: "Set load_factor to \(number)", rationale: "It may help.", edit: "literal")
    }

    var feedback: String { "It ran.\n\n- seconds: \(score)\n- the slowest case was case-\(number % 17)\n" }

    /// Better with each step.
    static func score(_ number: Int) -> Double { 1 / Double(number + 1) }

    var score: Double { Self.score(number) }

    var evaluation: Evaluation {
        let trials = (0..<5).map {
            Trial(
                repetition: $0, seed: UInt64(number * 5 + $0),
                metrics: ["seconds": score + Double($0) / 1_000_000], wallSeconds: 0.5)
        }
        let summary = MetricSummary(value: score, direction: .minimize, n: 5, sd: 0.000_001)
        return Evaluation(
            outcome: .scored, trials: trials, metrics: ["seconds": summary], feedback: feedback,
            commandRuns: 5, wallSeconds: 2.5)
    }

    func record(by writer: WriterID, on parent: CommitID, _ candidate: CommitID, _ tree: TreeID) -> StepRecord
    {
        StepRecord(
            step: StepID(number: number, writer: writer), lineage: .first, parents: Parents(parent),
            candidate: candidate, tree: tree,
            outcome: .scored, verdict: .accepted, why: "better than its parent",
            moves: [LineageMove(.first, .advanced(to: candidate))],
            gains: [
                RecordedGain(
                    of: candidate, over: parent, source: .stored, metric: "seconds",
                    comparison: Comparison(test: "exact", gain: 0.01, n: 5, reference: 1), confidence: 0.95)
            ], summary: proposal.summary,
            proposer: "mutation", edit: "literal",
            evaluations: [
                RecordedEvaluation(
                    of: candidate, evaluator: "sha256:00", sample: Sample(repeats: 5, sitting: "\(number).1"),
                    attempts: [EvaluationAttempt(id: "\(number).1.1", executor: "local")], evaluation)
            ], wallSeconds: 3,
            recordedAt: 1_700_000_000 + Int64(number))
    }

    static let study = Study(
        name: "sort", artifact: ArtifactSettings(editable: ["src/**"]),
        evaluator: EvaluatorSettings(
            command: TimedCommand(run: .shell("bench/run.sh"), timeout: .seconds(60)), deterministic: true,
            measure: MeasureSettings(repeats: 1, confirm: 1)),
        objective: Objective(metric: "seconds", direction: .minimize),
        budget: Budget(steps: nil))
}
