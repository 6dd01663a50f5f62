import StudyModel

/// Values that tests of the model start from.
enum Examples {
    static let writer = WriterID(text: "9f3c01aa")!
    static let other = WriterID(text: "00000002")!

    /// The commit of candidate `number`; 0 is the base.
    static func commit(_ number: Int) -> CommitID { CommitID(text: padded(number, "c"))! }

    static func tree(_ number: Int) -> TreeID { TreeID(text: padded(number, "d"))! }

    static func study(_ search: SearchSettings = SearchSettings(), direction: Direction = .minimize) -> Study
    {
        let command = TimedCommand(run: .shell("./run.sh"), timeout: .seconds(60))
        return Study(
            name: "sort", artifact: ArtifactSettings(editable: ["src/**"]),
            evaluator: EvaluatorSettings(command: command), objective: Objective(direction: direction),
            search: search)
    }

    static func run(_ search: SearchSettings = SearchSettings()) -> RunRecord {
        RunRecord(
            run: RunName(text: "sort-1")!, writer: writer, study: study(search), base: commit(0),
            baseTree: tree(0),
            evaluator: EvaluatorIdentity(id: "sha256:00"), programs: ["hone": "1"],
            startedAt: 1_700_000_000)
    }

    static func evaluation(_ score: Double?) -> Evaluation {
        guard let score else {
            return Evaluation(outcome: .crashed, reason: "exit 1", commandRuns: 1, wallSeconds: 1)
        }
        let trials = (0..<2).map {
            Trial(repetition: $0, seed: 7, metrics: ["score": score], wallSeconds: 0.5)
        }
        let summary = MetricSummary(value: score, direction: .minimize, n: 2, sd: 0)
        return Evaluation(
            outcome: .scored, trials: trials, metrics: ["score": summary], feedback: "ok", commandRuns: 2,
            wallSeconds: 1)
    }

    /// The step that makes candidate `number`; step 0 is the base.
    static func step(
        _ number: Int, from parent: Int = 0, score: Double?, _ verdict: Verdict,
        lineage: LineageName = .first,
        writer: WriterID = writer, comparison: Comparison? = nil, splits: [String: Double] = [:]
    ) -> StepRecord {
        let candidate = commit(number)
        let evaluation = evaluation(score)
        let gain = comparison.map {
            RecordedGain(
                of: candidate, over: commit(parent), source: .paired, metric: "score", comparison: $0,
                confidence: 0.95)
        }
        let whole = splits.map { split, value in
            recorded(Self.evaluation(value), of: candidate, on: Split(rawValue: split) ?? .train)
        }
        return StepRecord(
            step: StepID(number: number, writer: writer), lineage: lineage, parents: Parents(commit(parent)),
            candidate: commit(number), tree: tree(number), outcome: evaluation.outcome,
            reason: evaluation.reason,
            verdict: verdict, why: "because",
            moves: verdict == .accepted ? [LineageMove(lineage, .advanced(to: candidate))] : [],
            gains: gain.map { [$0] } ?? [], summary: "step \(number)",
            proposer: "mutation",
            edit: "swap",
            evaluations: (splits.isEmpty ? [recorded(evaluation, of: candidate, on: .train)] : [])
                + whole.sorted { $0.sample.split == .train && $1.sample.split != .train },
            proposerUsage: Usage(tokensIn: 10, cost: 0.5),
            wallSeconds: 2, recordedAt: 1_700_000_000 + Int64(number))
    }

    /// An evaluation on all of a split.
    static func recorded(_ evaluation: Evaluation, of candidate: CommitID, on split: Split)
        -> RecordedEvaluation
    {
        RecordedEvaluation(
            of: candidate, evaluator: "sha256:00", sample: Sample(split: split, repeats: 2), evaluation)
    }

    static let comparison = Comparison(
        test: "Wilcoxon signed-rank (exact)", gain: 0.25, low: 0.125, high: 0.5, p: 0.03125, n: 5,
        reference: 1)

    private static func padded(_ number: Int, _ digit: String) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: digit, count: 40 - digits.count) + digits
    }
}
