/// What a run remembers of a step: enough for search, listings and branches, a few hundred bytes.
package struct StepSummary: Hashable, Sendable {
    package let step: StepID
    /// The number of the first step that was proposed from the same state.
    package let round: Int
    /// Its place among the turns of that round, from 0.
    package let turn: Int
    /// The lineage that the turn was of; the candidate may be on another: `lineage`.
    package let turnLineage: LineageName
    package let parents: Parents
    /// The step whose failure this one mends.
    package let mends: StepID?
    /// The commit whose files a lineage begins with by this step.
    package let start: CommitID?
    package let candidate: CommitID?
    package let tree: TreeID?
    /// Names the change alone.
    package let patch: String?
    /// Lines that are back, by the step that had deleted them.
    package let returns: [ReturnedLines]
    /// How much of the base the candidate changes.
    package let size: ChangeSize?
    package let outcome: Outcome
    package let reason: String?
    package let verdict: Verdict?
    package let why: String?
    package let moves: [LineageMove]
    /// The objective's value on each sample that the candidate was measured on, in the order in which it was; what was put together from
    /// several comes last.
    package let scores: [Score]
    /// What the candidate was compared with, as a rule its parent, and what came of it.
    package let gain: StepGain?
    /// The same by each further objective of the study.
    package let others: [StepFigures]
    /// Runs of what the candidate was compared with that were made for it.
    let furtherRuns: Int
    package let summary: String
    package let proposer: String
    package let edit: String?
    package let usage: Usage
    package let calls: ModelCalls?
    package let commandRuns: Int
    /// How many of its evaluations were taken from earlier events, and ran nothing.
    package let cached: Int
    package let wallSeconds: Double
    package let recordedAt: Int64

    /// The lineage that the candidate is on: that which begins with it or goes on to it; of one that none holds, that of its turn.
    package var lineage: LineageName {
        guard let candidate else { return turnLineage }
        return moves.first { $0.head == candidate }?.lineage ?? turnLineage
    }

    /// The parent that it is compared with.
    package var parent: CommitID { parents.first }

    /// The score of the first sitting, which is the evidence's; `nil` unless scored.
    package var score: Score? { scores.first }

    /// The score on all of a split.
    package func score(on split: Split) -> Score? { scores.first { $0.sample.wholeSplit == split } }

    /// Whether its figures were reported by a program outside, and never measured here.
    package var isReported: Bool { score?.isReported ?? false }

    /// Whether the first score is of a part of the examples alone.
    package var isOnMinibatch: Bool { score.map { $0.sample.wholeSplit == nil } ?? false }
}

/// What a run remembers of a step by one objective.
package struct StepFigures: Hashable, Sendable {
    package let scores: [Score]
    package let gain: StepGain?

    /// The score on all of a split.
    package func score(on split: Split) -> Score? { scores.first { $0.sample.wholeSplit == split } }
}

extension StepRecord {
    fileprivate var furtherRuns: Int {
        guard let over = gain?.over, over != candidate else { return 0 }
        return evaluations.figures(of: over).filter { $0.source != .pooled }.reduce(0) {
            $0.adding(clamping: $1.sample.repeats)
        }
    }
}

extension StepSummary {
    /// The score on the examples of a sample, by an objective.
    func score(alike sample: Sample, by place: Int) -> Score? {
        figures(by: place).scores.first { $0.sample.isSame(as: sample) }
    }

    /// Returns what is remembered by an objective, by its place among the study's.
    package func figures(by place: Int) -> StepFigures {
        if place == 0 { return StepFigures(scores: scores, gain: gain) }
        return others.indices.contains(place - 1) ? others[place - 1] : StepFigures(scores: [], gain: nil)
    }
}

/// A step's gain, as far as a run remembers it.
package struct StepGain: Hashable, Sendable {
    /// The candidate that it is over.
    package let over: CommitID
    package let source: RecordedGain.Source
    /// The sitting that measured both; `nil` where each had its own.
    package let sitting: String?
    package let comparison: Comparison
}

extension StepGain {
    init(_ recorded: RecordedGain) {
        self.init(
            over: recorded.over, source: recorded.source, sitting: recorded.sitting,
            comparison: recorded.comparison)
    }
}

extension StepSummary {
    /// - Parameter objectives: the study's, whose values the scores are.
    package init(_ record: StepRecord, objectives: [Objective]) {
        self.init(
            step: record.step, round: record.round, turn: record.turn, turnLineage: record.lineage,
            parents: record.parents, mends: record.mends, start: record.start,
            candidate: record.candidate, tree: record.tree, patch: record.patch, returns: record.returns,
            size: record.size,
            outcome: record.outcome, reason: record.reason,
            verdict: record.verdict, why: record.why, moves: record.moves,
            scores: record.scores(objectives[0]), gain: record.gain.map(StepGain.init),
            others: objectives.dropFirst().map { objective in
                StepFigures(
                    scores: record.scores(objective),
                    gain: record.gain(in: objective.metric).map(StepGain.init))
            }, furtherRuns: record.furtherRuns, summary: record.summary,
            proposer: record.proposer, edit: record.edit, usage: record.usage, calls: record.calls,
            commandRuns: record.commandRuns, cached: record.evaluations.count { $0.source == .cached },
            wallSeconds: record.wallSeconds, recordedAt: record.recordedAt)
    }
}
