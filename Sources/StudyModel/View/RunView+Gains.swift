extension RunView {
    /// A gain as it stands beside scores and other gains: `+5.1%`; what is of other examples than those that select names them, `+5.1% on confirm`.
    package func short(_ gain: KnownGain) -> String { gain.short + place(of: gain) }

    /// The same over something that is named: `+5.1% over base`.
    package func short(_ gain: KnownGain, over name: String) -> String {
        gain.short(over: name) + place(of: gain)
    }

    private func place(of gain: KnownGain) -> String {
        let study = record.study
        guard study.examples != nil, let sample = gain.sample,
            sample.wholeSplit != study.search.selectingSplit
        else {
            return ""
        }
        return " on " + Naming.sample(sample, metric: objective.metric)
    }

    /// Returns how much better a candidate is than another; `nil` where they were never measured on one sample.
    ///
    /// The one place that says so. It belongs to the pair, whatever the run did since, and is of the best source that there is: measured apart;
    /// in one sitting; over the sittings of the steps between them; of what each scored in its own step. What was measured on a part of the
    /// examples alone, which says little of the rest, comes last.
    package func gain(of candidate: CommitID, over other: CommitID) -> KnownGain? {
        step(of: candidate).flatMap { gain(of: $0, over: other) }
    }

    /// Returns all that the run knows of a pair by one of the study's objectives: what is said of it everywhere, then what the search itself measured of it
    /// where that is something else.
    ///
    /// Whichever of the two is named first: what was measured of one over the other, turned round, comes before figures of two sittings.
    package func gains(of candidate: CommitID, over other: CommitID, by place: Int) -> [KnownGain] {
        let known = gainsAsMeasured(of: candidate, over: other, by: place)
        guard known.first?.isBySteps ?? true else { return known }
        let turned = gainsAsMeasured(of: other, over: candidate, by: place).filter { !$0.isBySteps }
        return turned.isEmpty ? known : turned.map { $0.turned(by: objective(at: place)) }
    }

    private func gainsAsMeasured(of candidate: CommitID, over other: CommitID, by place: Int) -> [KnownGain] {
        guard let step = step(of: candidate), let rival = self.step(of: other),
            let best = gain(of: step, over: other, by: place)
        else { return [] }
        let search = searchGain(of: step, over: rival, by: place)
        return [best] + (search == best ? [] : [search].compactMap { $0 })
    }

    /// The same for the candidate of a step, which need not be one of the run yet, by any of the study's objectives: by its place among them.
    func gain(of step: StepSummary, over other: CommitID, by place: Int = 0) -> KnownGain? {
        guard let rival = self.step(of: other), let of = step.candidate, let over = rival.candidate,
            of != over
        else { return nil }
        return apart[CandidatePair(of: of, over: over, place: place)]
            ?? searchGain(of: step, over: rival, by: place)
    }

    /// Returns how much better a step's candidate is than another, by what the search itself measured: all that may decide where it goes on.
    ///
    /// - Parameter place: by which of the study's objectives.
    package func searchGain(of step: StepSummary, over rival: StepSummary, by place: Int = 0) -> KnownGain? {
        guard let of = step.candidate, let over = rival.candidate, of != over else { return nil }
        let own = met(by: step)?.candidate == over ? ownGain(step, by: place) : nil
        let isOfAll = own?.sample?.wholeSplit != nil
        if let own, isOfAll, own.isBeside { return own }
        if let chained = chain(to: step, from: over, by: place) { return chained.gain }
        let stored = storedGain(of: step, over: rival, by: place)
        if let own, stored == nil || stored?.sample.map({ own.sample?.isSame(as: $0) == true }) == true {
            return own
        }
        return stored ?? own
    }

    /// Returns how much better a step's candidate is than the base.
    package func gainOverBase(_ step: StepSummary) -> KnownGain? { gainOverBase(step, by: 0) }

    /// The same by any of the study's objectives.
    package func gainOverBase(_ step: StepSummary, by place: Int) -> KnownGain? {
        gain(of: step, over: record.base, by: place)
    }

    /// Returns how much better a step's candidate is than the base by what the winner is selected by, in the metric's unit; `nil` where that is not known.
    ///
    /// Where the evaluator has changed since the base was judged, it is what the steps since then gained.
    package func selectedGain(_ step: StepSummary) -> Double? { selectedGain(step, by: 0) }

    /// The same by any of the study's objectives.
    package func selectedGain(_ step: StepSummary, by place: Int) -> Double? {
        guard selectionScore(step, by: place) != nil else { return nil }
        var (sum, next) = (0.0, step)
        while true {
            if let known = gainOverBaseAsSelected(next, by: place) { return sum + known }
            guard let below = met(by: next), let own = ownGain(next, by: place) else { return nil }
            (sum, next) = (sum + own.estimate, below)
        }
    }

    private func gainOverBaseAsSelected(_ step: StepSummary, by place: Int) -> Double? {
        guard step.candidate != record.base else { return 0 }
        guard let base = baseline else { return nil }
        guard record.study.examples != nil else {
            return searchGain(of: step, over: base, by: place)?.estimate
        }
        guard let score = selectionScore(step, by: place), let other = selectionScore(base, by: place) else {
            return nil
        }
        return objective(at: place).gain(of: score, over: other)
    }

    /// Returns how much better a step's candidate is than its parent.
    package func gainOverParent(_ step: StepSummary) -> KnownGain? {
        step.step.number == 0 ? nil : gain(of: step, over: step.parent)
    }

    /// Returns how much better a step's candidate is than another's by train alone, which is all that a proposer may be told of.
    package func gainOnTrain(of step: StepSummary, over other: StepSummary) -> KnownGain? {
        guard let over = other.candidate, record.study.examples != nil else {
            return searchGain(of: step, over: other)
        }
        let own = met(by: step)?.candidate == over ? ownGain(step) : nil
        return own?.sample?.split == .train ? own : storedGain(of: step, over: other, on: .train)
    }

    /// Returns how much better a step's candidate is than where the search started, by all that a proposer may be told of, in the metric's unit.
    ///
    /// Where the two were not measured on one sample, it is what the steps between them gained, each on its own; `nil` where those are not known.
    package func gainSinceStart(_ step: StepSummary) -> Double? {
        guard let origin = self.step(of: unrejected(start)) else { return nil }
        var (sum, next) = (0.0, step)
        while next.candidate != origin.candidate {
            if let known = gainOnTrain(of: next, over: origin) { return sum + known.estimate }
            guard let below = met(by: next), let own = gainOnTrain(of: next, over: below) else { return nil }
            (sum, next) = (sum + own.estimate, below)
        }
        return sum
    }

    /// The step that scored what a step's candidate was compared with.
    private func met(by step: StepSummary) -> StepSummary? { step.gain.flatMap { self.step(of: $0.over) } }

    /// The gain as the step itself recorded it, on what it measured of both.
    private func ownGain(_ step: StepSummary, by place: Int = 0) -> KnownGain? {
        let figures = step.figures(by: place)
        guard let gain = figures.gain else { return nil }
        let decided = record.study.search.accept.on == .train ? nil : figures.score(on: .validation)
        let score =
            gain.sitting.flatMap { sitting in figures.scores.first { $0.sample.sitting == sitting } }
            ?? decided ?? figures.scores.first
        let isReported = step.isReported || met(by: step)?.isReported == true
        let source = gain.source == .stored && isReported ? .reported : gain.source
        return KnownGain(
            gain.comparison, source: source,
            confidence: record.study.search.accept.confidence, on: score?.sample, value: score?.value,
            objective: objective(at: place))
    }

    /// The gain by what each scored in its own step: by the split that selects first, or by one split alone.
    private func storedGain(
        of step: StepSummary, over rival: StepSummary, on split: Split? = nil, by place: Int = 0
    ) -> KnownGain? {
        let objective = objective(at: place)
        let scores = [selectionScore(step, by: place)].compactMap { $0 } + step.figures(by: place).scores
        for score in scores where split == nil || score.sample.split == split {
            for other in rival.figures(by: place).scores {
                guard let gain = objective.gain(of: score, over: other) else { continue }
                let runs = min(score.sample.repeats, other.sample.repeats)
                let comparison = Comparison(
                    test: Comparison.differenceOfScores, gain: gain, n: score.sample.examples?.used ?? runs,
                    unit: score.sample.examples == nil ? .run : .example, reference: other.value)
                return KnownGain(
                    comparison, source: score.isReported ? .reported : .stored,
                    confidence: record.study.search.accept.confidence, on: score.sample,
                    value: score.value, objective: objective)
            }
        }
        return nil
    }

    /// Returns the gains of a step's candidate as notes and listings have them: over the parent what the run knows of the pair, which may rest on
    /// more examples than decided on the step; over the base what was measured apart; over others, and of other metrics, what the step recorded.
    package func notedGains(of record: StepRecord) -> [NotedGain] {
        let own = record.gains.filter { $0.of == record.candidate }.map { NotedGain($0) }
        guard let candidate = record.candidate else { return own }
        let objectives = self.record.study.objectives
        let summary = StepSummary(record, objectives: objectives)
        let parents = objectives.enumerated().compactMap { place, objective in
            gain(of: summary, over: record.parent, by: place).map {
                NotedGain($0, of: candidate, over: record.parent, metric: objective.metric)
            }
        }
        let base = self.record.base
        let ends = objectives.enumerated().compactMap { place, objective in
            apart[CandidatePair(of: candidate, over: base, place: place)].map {
                NotedGain($0, of: candidate, over: base, metric: objective.metric)
            }
        }
        let noted = parents + ends.filter { end in !parents.contains { $0.isSame(as: end) } }
        return noted + own.filter { gain in !noted.contains { $0.isSame(as: gain) } }
    }

    /// The steps from a candidate to one that descends from it; `nil` unless each was measured beside what it was
    /// compared with, on all of one sample.
    private func chain(to step: StepSummary, from origin: CommitID, by place: Int) -> GainChain? {
        if origin == record.base { return chain(to: step, by: place) }
        var found: GainChain?
        var next = step
        while next.candidate != origin {
            guard let link = link(next, by: place), let below = met(by: next),
                let longer = found.map({ link.followed(by: $0) }) ?? link
            else { return nil }
            (found, next) = (longer, below)
        }
        return found
    }

    /// The steps from the base to one that need not be recorded yet.
    private func chain(to step: StepSummary, by place: Int) -> GainChain? {
        guard let candidate = step.candidate else { return nil }
        if let known = chains[place][candidate] { return known }
        guard let link = link(step, by: place), let rival = met(by: step)?.candidate else { return nil }
        return rival == record.base ? link : chains[place][rival]?.followed(by: link)
    }

    private func link(_ step: StepSummary, by place: Int) -> GainChain? {
        step.step.number == 0
            ? nil
            : ownGain(step, by: place).flatMap {
                GainChain(
                    $0, objective(at: place), by: step.score?.evaluator,
                    isAccepted: step.verdict == .accepted)
            }
    }

    // MARK: - Kept up event by event

    mutating func noteGain(_ step: StepSummary) {
        guard let candidate = step.candidate else { return }
        for place in chains.indices { chains[place][candidate] = chain(to: step, by: place) }
    }

    mutating func noteGains(_ compared: CompareRecord) {
        guard compared.purpose == .confirmation || compared.purpose == .choice else { return }
        for gain in compared.gains {
            guard let place = record.study.objectives.firstIndex(where: { $0.metric == gain.metric }) else {
                continue
            }
            let objective = objective(at: place)
            let pair = CandidatePair(of: gain.of, over: gain.over, place: place)
            let known = apart[pair]
            // A choice selects, so it takes no end's comparison away; and a claim that was made stands: all looks by one evaluator share one error rate.
            if compared.purpose == .choice, known?.isConfirmed != nil || known?.obstacle != nil { continue }
            let isClaimed = closings.contains { $0.record.claims(gain, alike: compared) }
            if isClaimed, compared.isConfirmed(gain) != true { continue }
            // What was put together from several looks comes last.
            let score =
                compared.evaluations.last { $0.of == gain.of }?.score(objective)
                ?? step(of: gain.of).flatMap { selectionScore($0, by: place) }
            apart[pair] = KnownGain(
                gain, on: score?.sample, value: score?.value, isConfirmed: compared.isConfirmed(gain),
                obstacle: compared.obstacle, by: objective)
        }
    }
}

/// One candidate over another, by one of the study's objectives.
struct CandidatePair: Hashable, Sendable {
    let of: CommitID
    let over: CommitID
    let place: Int
}
