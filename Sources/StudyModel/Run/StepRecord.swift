/// All that one step made: an event of the journal.
package struct StepRecord: Hashable, Sendable, Codable {
    package var step: StepID
    /// The number of the first step that was proposed from the same state; the step's own where it was proposed alone.
    package var round: Int
    /// Its place among the turns of that round, from 0.
    package var turn: Int
    package var lineage: LineageName
    package var parents: Parents
    /// The candidate, where the outcome has one.
    package var candidate: CommitID?
    package var tree: TreeID?
    package var outcome: Outcome
    /// Why there is no score or no candidate, in one line.
    package var reason: String?
    /// `nil` where there was no candidate to judge; the base is accepted.
    package var verdict: Verdict?
    /// Why the verdict, in one line, as people read it.
    package var why: String?
    /// What became of lineages with it.
    package var moves: [LineageMove]
    package var comparison: Comparison?
    /// The proposal's subject line.
    package var summary: String
    package var proposer: String
    /// The kind of edit (`Proposal.edit`).
    package var edit: String?
    package var evaluation: Evaluation?
    /// The parent's trials where it was measured again beside the candidate.
    package var parentEvaluation: Evaluation?
    /// The objective's value by split: `train` and `validation` where all of them was run, and `minibatch` where that is only a part of
    /// train; the score is then the minibatch's.
    package var splits: [String: Double]
    /// What the proposer spent; the evaluator's own is in its evaluation.
    package var proposerUsage: Usage
    /// How the proposer's calls of a model went; `nil` where none was asked.
    package var calls: ModelCalls?
    /// The whole step.
    package var wallSeconds: Double
    /// Seconds since 1970, when it was recorded.
    package var recordedAt: Int64

    package init(
        step: StepID, lineage: LineageName, parents: Parents, candidate: CommitID?, tree: TreeID?,
        outcome: Outcome, reason: String? = nil, verdict: Verdict?, why: String? = nil,
        moves: [LineageMove] = [], comparison: Comparison? = nil, summary: String, proposer: String,
        edit: String? = nil,
        evaluation: Evaluation? = nil, parentEvaluation: Evaluation? = nil, splits: [String: Double] = [:],
        proposerUsage: Usage = .none, calls: ModelCalls? = nil, wallSeconds: Double = 0,
        recordedAt: Int64 = 0, round: Int? = nil, turn: Int = 0
    ) {
        self.step = step
        self.round = round ?? step.number
        self.turn = turn
        self.lineage = lineage
        self.parents = parents
        self.candidate = candidate
        self.tree = tree
        self.outcome = outcome
        self.reason = reason
        self.verdict = verdict
        self.why = why
        self.moves = moves
        self.comparison = comparison
        self.summary = summary
        self.proposer = proposer
        self.edit = edit
        self.evaluation = evaluation
        self.parentEvaluation = parentEvaluation
        self.splits = splits
        self.proposerUsage = proposerUsage
        self.calls = calls
        self.wallSeconds = wallSeconds
        self.recordedAt = recordedAt
    }

    /// The name, among the splits, of a part of train.
    package static let minibatchSplit = "minibatch"

    /// The parent that it is compared with.
    package var parent: CommitID { parents.first }

    /// Tokens and cost of proposer and evaluator together.
    package var usage: Usage {
        proposerUsage + (evaluation?.usage ?? .none) + (parentEvaluation?.usage ?? .none)
    }

    /// Runs of the evaluator's command in this step, the parent's included.
    package var commandRuns: Int {
        (evaluation?.commandRuns ?? 0) + (parentEvaluation?.commandRuns ?? 0)
    }

    /// Returns the record with what the trials add up to and without the trials themselves.
    package func withoutTrials() -> StepRecord {
        var slim = self
        slim.evaluation = evaluation?.withoutTrials()
        slim.parentEvaluation = parentEvaluation?.withoutTrials()
        return slim
    }
}
