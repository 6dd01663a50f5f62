/// All that one step made: an event of the journal.
package struct StepRecord: Hashable, Sendable {
    package var step: StepID
    /// The number of the first step that was proposed from the same state; the step's own where it was proposed alone.
    package var round: Int
    /// Its place among the turns of that round, from 0.
    package var turn: Int
    package var lineage: LineageName
    package var parents: Parents
    /// The step whose failure this one mends: its files are what was changed, and its parents are this one's.
    package var mends: StepID?
    /// The commit that a study names, whose files a lineage begins with by this step; `nil` of any other step.
    package var start: CommitID?
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
    /// The gains that were worked out, that over the parent first.
    package var gains: [RecordedGain]
    /// The proposal's subject line.
    package var summary: String
    package var proposer: String
    /// The kind of edit (`Proposal.edit`).
    package var edit: String?
    /// What was measured, in the order of the sittings: of the candidate, and of the parent where that was measured again.
    package var evaluations: [RecordedEvaluation]
    /// Names the change alone: equal for the same change on another parent; `nil` where that was not worked out.
    package var patch: String?
    /// Lines that are back, by the step that had deleted them, the nearest first.
    package var returns: [ReturnedLines] = []
    /// How much of the base the candidate changes; `nil` where there is none, or where that was not worked out.
    package var size: ChangeSize?
    /// Where the proposal's random choices derived from; `nil` where nothing was proposed.
    package var seed: UInt64?
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
        moves: [LineageMove] = [], gains: [RecordedGain] = [], summary: String, proposer: String,
        edit: String? = nil,
        evaluations: [RecordedEvaluation] = [], seed: UInt64? = nil, proposerUsage: Usage = .none,
        calls: ModelCalls? = nil, wallSeconds: Double = 0,
        recordedAt: Int64 = 0, round: Int? = nil, turn: Int = 0, mends: StepID? = nil
    ) {
        self.step = step
        self.round = round ?? step.number
        self.turn = turn
        self.lineage = lineage
        self.parents = parents
        self.mends = mends
        self.candidate = candidate
        self.tree = tree
        self.outcome = outcome
        self.reason = reason
        self.verdict = verdict
        self.why = why
        self.moves = moves
        self.gains = gains
        self.summary = summary
        self.proposer = proposer
        self.edit = edit
        self.evaluations = evaluations
        self.seed = seed
        self.proposerUsage = proposerUsage
        self.calls = calls
        self.wallSeconds = wallSeconds
        self.recordedAt = recordedAt
    }

    /// The parent that it is compared with.
    package var parent: CommitID { parents.first }

    /// Tokens and cost of proposer and evaluator together.
    package var usage: Usage { proposerUsage + evaluations.usage }

    /// Runs of the evaluator's command in this step, the parent's included.
    package var commandRuns: Int { evaluations.commandRuns }

    /// Returns the record with what the trials add up to and without the trials themselves.
    package func withoutTrials() -> StepRecord {
        var slim = self
        slim.evaluations = evaluations.map { $0.withoutTrials() }
        return slim
    }
}
