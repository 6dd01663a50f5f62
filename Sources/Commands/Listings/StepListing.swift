import StudyModel

/// A step as `--json` listings show it; values raw, in the evaluator's unit.
struct StepListing: Encodable {
    let run: String
    let step: Int
    let writer: String
    let name: String
    let lineage: String
    let parents: [String]
    let commit: String?
    let tree: String?
    let outcome: String
    let verdict: String?
    let why: String?
    let score: Double?
    let metric: String
    let direction: String
    /// The gain over the base as a share of it; positive is better.
    let gainOverBase: Double?
    let comparison: Comparison?
    /// The score by split; `test` is that of the last test.
    let splits: [String: Double]
    /// How often it was run on the sealed test split.
    let tests: Int
    let isBest: Bool
    let isUndone: Bool
    /// Whether a person rejects the candidate.
    let isRejectedInReview: Bool
    let proposer: String
    let edit: String?
    let summary: String
    let tokensIn: Int
    let tokensOut: Int
    let cost: Double
    /// Of a model's calls, where any were made: its name, the requests sent, and how long they took.
    let model: String?
    let modelCalls: Int?
    let modelSeconds: Double?
    let tokensEstimated: Bool?
    let wallSeconds: Double
    let recordedAt: Int64

    init(_ step: StepSummary, in view: RunView) {
        run = view.record.run.text
        self.step = step.step.number
        writer = step.step.writer.text
        name = Naming.step(step.step, in: view)
        lineage = step.lineage.text
        parents = step.parents.all.map(\.text)
        commit = step.candidate?.text
        tree = step.tree?.text
        outcome = step.outcome.rawValue
        verdict = step.verdict?.rawValue
        why = step.why ?? step.reason
        score = step.score
        metric = view.objective.metric
        direction = view.objective.direction.rawValue
        gainOverBase = Naming.gainOverBase(step, in: view)
        comparison = step.comparison
        splits = view.splits(of: step)
        tests = view.tests.count(of: step.step)
        isBest = step.candidate == view.best
        isUndone = view.isUndone(step)
        isRejectedInReview = step.candidate.map(view.isRejected) ?? false
        proposer = step.proposer
        edit = step.edit
        summary = step.summary
        tokensIn = step.usage.tokensIn
        tokensOut = step.usage.tokensOut
        cost = step.usage.cost
        model = step.calls?.model
        modelCalls = step.calls?.count
        modelSeconds = step.calls?.seconds
        tokensEstimated = step.calls?.isEstimated
        wallSeconds = step.wallSeconds
        recordedAt = step.recordedAt
    }
}
