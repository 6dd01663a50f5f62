import StudyModel

/// Plans what is changed next, and settles what becomes of lineages with what was judged.
///
/// A strategy is a value that keeps nothing between calls: the same state gives the same answer, so a resumed run goes on as if it had never
/// stopped. What it knows of the past it reads from the state, which is the fold of the run's events.
package protocol Strategy: Sendable {
    /// Returns the turns of the next round in order: at least one, at most `count`.
    ///
    /// `seed` is where random choices derive from, the round's own.
    func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn]

    /// Settles a step of a judged round; asked in step order, each time with the state that has the earlier ones as they were recorded.
    ///
    /// The step has the verdict that it deserves by itself, and none where there is no candidate. `later` are the round's next ones, judged too.
    /// So what is left of a round that was cut short is settled as it would have been.
    func settle(_ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState)
        -> Settlement

    /// Whether a score by which the winner is selected may decide what is proposed from.
    ///
    /// Where it may, the examples of that score can bear no claim about the winner.
    var choosesParentsBySelection: Bool { get }

    /// Whether several lineages may live at once, of which the end then chooses one.
    var keepsSeveralLineages: Bool { get }

    /// Whether it asks what candidates have on single examples: the state then holds that.
    var goesByExamples: Bool { get }
}

extension Strategy {
    package var goesByExamples: Bool { false }

    package var keepsSeveralLineages: Bool { true }
}

/// One turn of a round: what one candidate is made from.
package struct Turn: Hashable, Sendable {
    /// Who made the candidate of a turn that brings two others together, as the step names its proposer.
    package static let merger = "merge"
    /// The same of a turn that takes over a commit which the study names.
    package static let starter = "start"

    /// The lineage that the step counts with: what that remembers is shown to the proposer. One that there is not yet begins with the step,
    /// by the moves that it is settled with.
    package let lineage: LineageName
    package let parents: Parents
    /// The candidate since which what the second parent changed is brought to the first, by git and without a proposer; `nil` where that is asked.
    package let merging: CommitID?
    /// The commit that the candidate has the files of, without a proposer: where a lineage begins.
    package let start: CommitID?
    /// Merges that are taken instead, the best first: the first whose parents do not contradict each other and give what the run has not yet.
    package let rather: [Turn]
    /// The step whose failed candidate is changed, to mend it, in place of the parent.
    package let mends: StepID?
    /// Other candidates that the proposer is shown, for the ideas in them.
    package let inspirations: [CommitID]

    package init(
        _ lineage: LineageName, from parents: Parents, merging: CommitID? = nil, start: CommitID? = nil,
        rather: [Turn] = [],
        mends: StepID? = nil, inspirations: [CommitID] = []
    ) {
        self.lineage = lineage
        self.parents = parents
        self.merging = merging
        self.start = start
        self.rather = rather
        self.mends = mends
        self.inspirations = inspirations
    }
}

/// What a judged step comes to.
package struct Settlement: Hashable, Sendable {
    /// Why a candidate is turned down that deserves to be accepted by itself.
    package var rejection: String?
    /// What becomes of lineages, in order.
    package var moves: [LineageMove]

    package init(rejection: String? = nil, moves: [LineageMove] = []) {
        self.rejection = rejection
        self.moves = moves
    }
}

/// What a strategy may go by.
package struct SearchState: Sendable {
    package let view: RunView
    /// The writer's proposals since the run began, or since a person last decided where it goes on.
    package let steps: Int
    /// The writer's steps since the best was found, or since a person decided.
    package let stepsSinceBest: Int
    /// By candidate, what it has on each example that the winner is selected by; empty unless the strategy goes by that.
    package let examples: [CommitID: [String: Double]]

    package init(
        view: RunView, steps: Int, stepsSinceBest: Int, examples: [CommitID: [String: Double]] = [:]
    ) {
        self.view = view
        self.steps = steps
        self.stepsSinceBest = stepsSinceBest
        self.examples = examples
    }
}

extension SearchState {
    /// Where the search starts: where a person last had it go on, the base until then; or the nearest candidate below that nobody rejects.
    var start: CommitID { view.unrejected(view.start) }

    /// The proposals since the start that `steps` counts, oldest first.
    var proposals: [StepSummary] {
        view.steps.reversed().lazy.filter {
            $0.step.writer == view.writer && $0.step.number > 0 && $0.proposer != Person.name
        }.prefix(steps).reversed()
    }

    /// The turns that they were.
    var proposed: [StepSummary] { Self.turns(of: proposals) }

    /// Tells whether a step's candidate is a member that gained more over the base than another candidate, by what the winner is selected by.
    ///
    /// No member is what was not accepted, and what a person rejected or undid.
    func isBetter(_ step: StepSummary, than other: CommitID) -> Bool {
        guard step.verdict == .accepted, let candidate = step.candidate, !view.isRejected(candidate),
            !view.isUndone(step)
        else { return false }
        return view.isBetter(step, than: other)
    }

    /// The writer's living lineage whose head is a commit, the current one before others.
    func lineage(headedBy commit: CommitID) -> LineageName? {
        let own = view.lineages.values.filter {
            $0.owner == view.writer && $0.ended == nil && $0.head == commit
        }.map(\.name)
        return own.contains(view.currentLineage) ? view.currentLineage : own.min()
    }

    /// The writer's lineage that a proposal from a candidate counts with: that whose head it is, that which began at it, or that of its step.
    func lineage(of candidate: CommitID) -> LineageName {
        if let lineage = lineage(headedBy: candidate) { return lineage }
        let own = view.lineages.values.filter { $0.owner == view.writer }
        let begun = own.filter { $0.origin == candidate }.map(\.name).max()
        let step = view.step(of: candidate).flatMap { step in own.first { $0.name == step.turnLineage } }
        return begun ?? step?.name ?? view.currentLineage
    }
}

extension RunView {
    /// The steps of a step's round that were recorded before it, the last first.
    func earlier(inRoundOf step: StepSummary) -> some Sequence<StepSummary> {
        steps.reversed().lazy.filter { $0.step.writer == step.step.writer }.prefix { $0.round == step.round }
    }
}
