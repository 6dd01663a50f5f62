import StudyModel

/// One line of a score note: how one step of one run judged a candidate.
package struct ScoreLine: Hashable, Sendable, Codable {
    /// The version of the score note's lines.
    package static let currentVersion = 1

    package var version = ScoreLine.currentVersion
    package let run: RunName
    package let step: Int
    /// The step's writer; `nil` where it is the one that started the run.
    package let writer: WriterID?
    package let lineage: LineageName
    package let verdict: Verdict?
    package let outcome: Outcome
    /// Why there is no score, in one line.
    package let reason: String?
    /// Raw values, in the evaluator's own unit.
    package let metrics: [String: MetricSummary]
    /// The metric that decides.
    package let objective: String
    /// The base's score.
    package let baseline: Double?
    /// The score that the candidate was up against.
    package let parent: Double?
    /// The objective's value by split; `test` is that of the last test.
    package let splits: [String: Double]
    /// How often it was tested; `nil` for never.
    package let tests: Int?
    /// The digest of the evaluator's files.
    package let evaluator: String
    /// How long the step took.
    package let wallSeconds: Double
    package let tokens: Tokens
    /// Money, in the currency of the study's budget.
    package let cost: Double

    /// What models read and wrote.
    package struct Tokens: Hashable, Sendable, Codable {
        package let `in`: Int
        package let out: Int
    }

    private enum CodingKeys: String, CodingKey {
        case version, run, step, writer, lineage, verdict, outcome, reason, metrics, objective, baseline,
            parent
        case splits, tests, evaluator, tokens, cost
        case wallSeconds = "wall_seconds"
    }

    /// Makes the line of a step; `view` is the run before the step.
    init(_ record: StepRecord, in view: RunView) {
        run = view.record.run
        step = record.step.number
        writer = record.step.writer == view.record.writer ? nil : record.step.writer
        lineage = record.lineage
        verdict = record.verdict
        outcome = record.outcome
        reason = record.reason
        metrics = record.evaluation?.metrics ?? [:]
        objective = view.objective.metric
        let isBase = record.step.number == 0
        baseline = isBase ? record.evaluation?.score(view.objective) : view.baseline?.score
        parent = isBase ? nil : parentScore(of: record, in: view)
        splits = record.splits
        tests = nil
        evaluator = view.record.evaluatorDigest
        wallSeconds = record.wallSeconds
        tokens = Tokens(in: record.usage.tokensIn, out: record.usage.tokensOut)
        cost = record.usage.cost
    }

    /// What one line of a note is about; lines are sorted by it.
    struct Key: Hashable, Comparable {
        let run: String
        let writer: String
        let step: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.run, left.step, left.writer) < (right.run, right.step, right.writer)
        }
    }

    var key: Key { Key(run: run.text, writer: writer?.text ?? "", step: step) }
}
