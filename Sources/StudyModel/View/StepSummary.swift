/// What a run remembers of a step: enough for search, listings and branches, a few hundred bytes.
package struct StepSummary: Hashable, Sendable {
    package let step: StepID
    /// The number of the first step that was proposed from the same state.
    package let round: Int
    /// Its place among the turns of that round, from 0.
    package let turn: Int
    package let lineage: LineageName
    package let parents: Parents
    package let candidate: CommitID?
    package let tree: TreeID?
    package let outcome: Outcome
    package let reason: String?
    package let verdict: Verdict?
    package let why: String?
    package let moves: [LineageMove]
    /// The objective's value as it was measured in this step; `nil` unless scored.
    package let score: Double?
    package let splits: [String: Double]
    package let comparison: Comparison?
    package let summary: String
    package let proposer: String
    package let edit: String?
    package let usage: Usage
    package let calls: ModelCalls?
    package let commandRuns: Int
    package let wallSeconds: Double
    package let recordedAt: Int64

    /// The parent that it is compared with.
    package var parent: CommitID { parents.first }

    /// Whether the score is of a minibatch that was only a part of train.
    package var isOnMinibatch: Bool { splits[StepRecord.minibatchSplit] != nil }
}

extension StepSummary {
    /// - Parameter objective: the study's, whose value the score is.
    package init(_ record: StepRecord, objective: Objective) {
        self.init(
            step: record.step, round: record.round, turn: record.turn, lineage: record.lineage,
            parents: record.parents,
            candidate: record.candidate, tree: record.tree, outcome: record.outcome, reason: record.reason,
            verdict: record.verdict, why: record.why, moves: record.moves,
            score: record.evaluation?.score(objective),
            splits: record.splits(objective), comparison: record.comparison, summary: record.summary,
            proposer: record.proposer, edit: record.edit, usage: record.usage, calls: record.calls,
            commandRuns: record.commandRuns, wallSeconds: record.wallSeconds, recordedAt: record.recordedAt)
    }
}
