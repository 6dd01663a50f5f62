import StudyModel

/// A candidate that may be a parent, with the key that all strategies go by.
struct Member: Hashable, Sendable {
    let candidate: CommitID
    /// Its place among members.
    let rank: CandidateRank
    /// Its place among the turns since the search started; −1 for where that was.
    let turn: Int
    /// What `gain` is by each further objective of the study.
    var others: [Double] = []
    /// How much of the base it changes.
    var size: ChangeSize?

    /// How much better than the base it is by each objective.
    var gains: [Double] { [gain] + others }

    /// How much better than the base by what the winner is selected by, in the metric's unit.
    var gain: Double { rank.gain }

    /// Tells whether it comes before another.
    func leads(_ other: Member) -> Bool { rank < other.rank }
}

extension SearchState {
    /// The writer's turns since the search started where it does, oldest first. What nothing could be said of is among them, and counts as
    /// nobody's failure.
    var turns: [StepSummary] { Self.turns(of: view.stepsSinceStart.filter(isTurn)) }

    /// The turns of a strategy that some steps were: one that failed and those that mend it are one turn, of which the last step stands for all.
    static func turns(of steps: [StepSummary]) -> [StepSummary] {
        var turns: [StepSummary] = []
        var places: [StepID: Int] = [:]
        for step in steps {
            let place = step.mends.flatMap { places[$0] } ?? turns.count
            places[step.step] = place
            if place < turns.count { turns[place] = step } else { turns.append(step) }
        }
        return turns
    }

    /// Which turn a step is that was judged after these.
    func place(of step: StepSummary, among turns: [StepSummary]) -> Int {
        step.mends.flatMap { mended in turns.firstIndex { $0.step == mended } } ?? turns.count
    }

    /// Where the search starts, which is the first member; its gain is 0 where it has no score.
    var origin: Member {
        let step = view.step(of: start)
        let rank = CandidateRank(gain: step.flatMap(view.selectedGain) ?? 0, of: step)
        let others = others(of: step, unknown: 0)
        return Member(candidate: start, rank: rank, turn: -1, others: others, size: step?.size)
    }

    /// The step's candidate where that may be a parent: it was accepted, its gain over the base is known, and no person rejected or undid it.
    func member(_ step: StepSummary, turn: Int) -> Member? {
        guard view.mayBeParent(step), let candidate = step.candidate, let gain = view.selectedGain(step)
        else { return nil }
        return Member(
            candidate: candidate, rank: CandidateRank(gain: gain, of: step), turn: turn,
            others: others(of: step, unknown: -.infinity), size: step.size)
    }

    private func others(of step: StepSummary?, unknown: Double) -> [Double] {
        view.record.study.otherObjectives.indices.map { place in
            step.flatMap { view.selectedGain($0, by: place + 1) } ?? unknown
        }
    }

    private func isTurn(_ step: StepSummary) -> Bool {
        step.step.writer == view.writer && step.step.number > 0 && step.proposer != Person.name
    }
}

extension [Member] {
    /// The best of them and one that is drawn, without the parent, to give ideas: one of what is good, one of what is different.
    func inspirations(besides parent: CommitID, using generator: inout SeededGenerator) -> [CommitID] {
        let others = filter { $0.candidate != parent && $0.turn >= 0 }
        guard let best = others.first else { return [] }
        let rest = others.dropFirst()
        return [best.candidate] + generator.shuffled(Array(rest)).prefix(1).map(\.candidate)
    }
}

// MARK: - Settling

extension SearchState {
    /// Settles a step as a greedy lineage does: of a round its candidate with the largest gain goes on alone.
    ///
    /// A lineage that there is not yet begins at the step's parent.
    func settleGreedily(_ step: StepSummary, before later: ArraySlice<StepSummary>) -> Settlement {
        var settlement = Settlement()
        if view.lineages[step.turnLineage] == nil {
            settlement.moves = [LineageMove(step.turnLineage, .born(at: step.parent))]
        }
        guard step.verdict == .accepted, let candidate = step.candidate else { return settlement }
        if isOutdone(step, by: later) {
            settlement.rejection = "another of its round gained more"
        } else {
            settlement.moves.append(LineageMove(step.turnLineage, .advanced(to: candidate)))
        }
        return settlement
    }

    private func isOutdone(_ step: StepSummary, by later: ArraySlice<StepSummary>) -> Bool {
        let rank = CandidateRank(gain: step.gain?.comparison.gain, of: step)
        let isRival = { (other: StepSummary) in
            other.verdict == .accepted && other.turnLineage == step.turnLineage
        }
        return view.earlier(inRoundOf: step).contains(where: isRival)
            || later.contains { isRival($0) && CandidateRank(gain: $0.gain?.comparison.gain, of: $0) < rank }
    }

    /// Settles a step whose candidate joined those that may be parents, while others left them.
    ///
    /// It goes on with the lineage whose head it was made from, or begins one; a lineage ends whose head is no parent any more.
    func settle(_ member: Member, madeFrom parent: CommitID, leaving: [Member], because why: String)
        -> Settlement
    {
        let lineage = lineage(headedBy: parent)
        let ended = leaving.filter { $0.candidate != parent || lineage == nil }
            .compactMap { self.lineage(headedBy: $0.candidate) }
        let move =
            lineage.map { LineageMove($0, .advanced(to: member.candidate)) }
            ?? LineageMove(view.nextLineage, .born(at: member.candidate))
        return Settlement(moves: [move] + ended.map { LineageMove($0, .ended(why: why)) })
    }
}
