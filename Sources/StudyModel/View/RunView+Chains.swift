/// How candidates lead to each other by gains of one sitting each.
extension RunView {
    /// What the gains of a chain are taken from.
    enum Links: Hashable, Sendable {
        /// What the steps measured, which is all that may decide where the search goes on.
        case steps
        /// The best that is known of each two: measured apart before measured by the step.
        case best
    }

    /// Returns how one candidate leads to another, over what both come from where neither comes from the other; `nil` unless on the way each
    /// was measured beside what it was compared with, on all of one sample.
    func chain(to step: StepSummary, from origin: StepSummary, by place: Int, of links: Links) -> GainChain? {
        if origin.candidate == record.base { return chainFromBase(to: step, by: place, of: links) }
        if step.candidate == record.base {
            return chainFromBase(to: origin, by: place, of: links)?.turned
        }
        let near = nearChain(to: step, from: origin, by: place, of: links)
        guard links == .best, near?.flatters ?? true,
            let far = chainFromBase(to: origin, by: place, of: links)?.turned,
            let whole = chainFromBase(to: step, by: place, of: links).flatMap(far.followed)
        else { return near }
        return near.map { whole.isBetter(than: $0) ? whole : $0 } ?? whole
    }

    /// The chain over the last candidate that both come from.
    private func nearChain(to step: StepSummary, from origin: StepSummary, by place: Int, of links: Links)
        -> GainChain?
    {
        var (up, down) = (Descent(from: step), Descent(from: origin))
        while up.end.candidate != down.end.candidate {
            let isUp = position(of: up.end) > position(of: down.end)
            guard isUp ? go(&up, by: place, of: links) : go(&down, by: place, of: links) else { return nil }
        }
        guard let back = down.chain?.turned else { return up.chain }
        return up.chain.map { back.followed(by: $0) } ?? back
    }

    /// The way from a candidate down to one that it comes from.
    private struct Descent {
        var end: StepSummary
        /// From the end to the candidate; `nil` where that is the end.
        var chain: GainChain?

        init(from step: StepSummary) { end = step }
    }

    /// Goes on to what the end was compared with; `false` where nothing is known of the two, or of what an earlier step scored.
    private func go(_ descent: inout Descent, by place: Int, of links: Links) -> Bool {
        let end = descent.end
        guard let below = met(by: end), position(of: below) < position(of: end),
            let link = link(end, by: place, of: links),
            let longer = descent.chain.map(link.followed) ?? link
        else { return false }
        (descent.end, descent.chain) = (below, longer)
        return true
    }

    /// Where a step is among those of the run; behind all of them while it is not recorded.
    func position(of step: StepSummary) -> Int { step.candidate.flatMap(index) ?? .max }

    /// The chain from the base to a candidate, which need not be recorded yet.
    private func chainFromBase(to step: StepSummary, by place: Int, of links: Links) -> GainChain? {
        guard let candidate = step.candidate else { return nil }
        if links == .best, let known = bestChains[place][candidate] { return known }
        if let known = chains[place][candidate] { return known }
        return (links == .best ? bestChain(to: step, by: place) : nil) ?? stepChain(to: step, by: place)
    }

    /// The chain from the base by the steps alone, given that of what the candidate was compared with.
    private func stepChain(to step: StepSummary, by place: Int) -> GainChain? {
        guard let link = link(step, by: place, of: .steps), let rival = met(by: step)?.candidate else {
            return nil
        }
        return rival == record.base ? link : chains[place][rival]?.followed(by: link)
    }

    /// The chain from the base where something in it was measured apart, given those of what the candidate was compared with; `nil` where nothing was.
    private func bestChain(to step: StepSummary, by place: Int) -> GainChain? {
        guard let candidate = step.candidate else { return nil }
        if let whole = apart[CandidatePair(of: candidate, over: record.base, place: place)]?.link {
            return whole
        }
        guard let rival = met(by: step)?.candidate, rival != record.base else { return nil }
        let known = apart[CandidatePair(of: candidate, over: rival, place: place)]?.link
        let own = link(step, by: place, of: .steps)
        // What was measured apart, of other examples, joins nothing that the steps measured.
        let (best, before) = (bestChains[place][rival], chains[place][rival])
        let ways = [(best, known), (best, own), (before, known)]
        return ways.lazy.compactMap { before, link in
            before.flatMap { before in link.flatMap(before.followed) }
        }.first
    }

    /// The gain of a candidate over what it was compared with, as a chain of one.
    private func link(_ step: StepSummary, by place: Int, of links: Links) -> GainChain? {
        guard step.step.number > 0 else { return nil }
        if links == .best, let of = step.candidate, let over = met(by: step)?.candidate,
            let known = apart[CandidatePair(of: of, over: over, place: place)]?.link
        {
            return known
        }
        return ownGain(step, by: place).flatMap {
            GainChain($0, objective(at: place), by: step.score?.evaluator)
        }
    }

    /// The steps whose runs of a candidate it is told by in place of those that judged it, in order, its own among them where those selected nothing;
    /// empty where it was not run further.
    package func stepsTelling(of candidate: CommitID) -> [StepID] {
        guard let known = storedFigures[0][candidate] else { return [] }
        let own = known.countsOwn ? step(of: candidate).map { [$0.step] } ?? [] : []
        return own + known.steps
    }

    // MARK: - Kept up event by event

    mutating func noteGain(_ step: StepSummary) {
        guard let candidate = step.candidate else { return }
        for place in chains.indices {
            chains[place][candidate] = stepChain(to: step, by: place)
            bestChains[place][candidate] = bestChain(to: step, by: place)
            noteFigure(step, by: place)
            noteClusters(step, by: place)
        }
    }

    /// Takes in how many clusters the examples of a step's gain are of.
    private mutating func noteClusters(_ step: StepSummary, by place: Int) {
        guard let own = ownGain(step, by: place), own.comparison.unit == .cluster,
            let examples = own.sample?.examples
        else { return }
        clusterCounts[examples.digest] = own.comparison.n
    }

    /// Takes in what a step's candidate was compared with where that was run further for it.
    private mutating func noteFigure(_ step: StepSummary, by place: Int) {
        let study = record.study
        guard study.evaluator.measure.compare == .stored, study.search.accept.rule != .always,
            let gain = step.figures(by: place).gain, gain.source == .stored,
            let score = ownGain(step, by: place)?.sample.flatMap({ step.score(alike: $0, by: place) }),
            score.sample.wholeSplit != nil
        else { return }
        let known = storedFigures[place][gain.over]
        guard step.furtherRuns > 0 || known != nil else { return }
        storedFigures[place][gain.over] = StoredFigure(
            gain.comparison.reference, beside: score, at: step,
            first: gain.over == record.base ? baseline?.score?.sample.repeats ?? 0 : 0, after: known)
    }

    /// Takes in what was measured apart; steps that come from such a candidate are gone through once.
    mutating func noteGains(_ compared: CompareRecord) {
        guard compared.purpose == .confirmation || compared.purpose == .choice else { return }
        for gain in compared.gains {
            guard let place = record.study.objectives.firstIndex(where: { $0.metric == gain.metric }) else {
                continue
            }
            let objective = objective(at: place)
            let pair = CandidatePair(of: gain.of, over: gain.over, place: place)
            let known = apart[pair]?.gain
            // A choice selects, so it takes no end's comparison away; and a claim that was made stands: all looks by one evaluator share one error rate.
            if compared.purpose == .choice, known?.isConfirmed != nil || known?.obstacle != nil { continue }
            let isClaimed = closings.contains { $0.record.claims(gain, alike: compared) }
            if isClaimed, compared.isConfirmed(gain) != true { continue }
            // What was put together from several looks comes last.
            let score =
                compared.evaluations.last { $0.of == gain.of }?.score(objective)
                ?? step(of: gain.of).flatMap { selectionScore($0, by: place) }
            apart[pair] = MeasuredApart(
                KnownGain(
                    gain, on: score?.sample, value: score?.value, isConfirmed: compared.isConfirmed(gain),
                    obstacle: compared.obstacle,
                    reservation: compared.purpose == .choice && compared.winner == gain.of ? .selected : nil,
                    by: objective), objective, by: score?.evaluator)
            for step in steps[(index(of: gain.of) ?? steps.endIndex)...] {
                guard let candidate = step.candidate else { continue }
                bestChains[place][candidate] = bestChain(to: step, by: place)
            }
        }
    }
}
