extension RunView {
    /// A gain as it stands beside scores and other gains: `+5.1%`; what is of other examples than those that select names them, `+5.1% on confirm`.
    package func short(_ gain: KnownGain) -> String { gain.short + place(of: gain) }

    /// The same with what it bears, where it was measured to be claimed: `+5.1%, confirmed`.
    package func shortWithVerdict(_ gain: KnownGain) -> String {
        [short(gain), gain.verdict].compactMap { $0 }.joined(separator: ", ")
    }

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
    package func gains(of candidate: CommitID, over other: CommitID, by place: Int) -> [KnownGain] {
        guard let step = step(of: candidate), let best = gain(of: step, over: other, by: place),
            let rival = self.step(of: other)
        else { return [] }
        let isTurned = position(of: step) < position(of: rival)
        let search =
            isTurned
            ? searchGain(of: rival, over: step, by: place)?.turned(by: objective(at: place))
            : searchGain(of: step, over: rival, by: place)
        return [best] + (search == best ? [] : [search].compactMap { $0 })
    }

    /// The same for the candidate of a step, which need not be one of the run yet, by any of the study's objectives: by its place among them.
    ///
    /// A pair has one gain. It is that of the later candidate over the earlier, and turned round for whoever names the other one first.
    func gain(of step: StepSummary, over other: CommitID, by place: Int = 0) -> KnownGain? {
        guard let rival = self.step(of: other) else { return nil }
        return position(of: step) < position(of: rival)
            ? knownGain(of: rival, over: step, by: place)?.turned(by: objective(at: place))
            : knownGain(of: step, over: rival, by: place)
    }

    /// The gain of a candidate over an earlier one.
    private func knownGain(of step: StepSummary, over rival: StepSummary, by place: Int) -> KnownGain? {
        guard let of = step.candidate, let over = rival.candidate, of != over else { return nil }
        if let known = apart[CandidatePair(of: of, over: over, place: place)]?.gain { return known }
        if let known = apart[CandidatePair(of: over, over: of, place: place)]?.gain {
            return known.turned(by: objective(at: place))
        }
        return bestGain(of: step, over: rival, by: place, links: .best)
    }

    /// Returns how much better a step's candidate is than another, by what the search itself measured: all that may decide where it goes on.
    ///
    /// - Parameter place: by which of the study's objectives.
    package func searchGain(of step: StepSummary, over rival: StepSummary, by place: Int = 0) -> KnownGain? {
        bestGain(of: step, over: rival, by: place, links: .steps)
    }

    private func bestGain(of step: StepSummary, over rival: StepSummary, by place: Int, links: Links)
        -> KnownGain?
    {
        guard let of = step.candidate, let over = rival.candidate, of != over else { return nil }
        let own = met(by: step)?.candidate == over ? ownGain(step, by: place) : nil
        let isOfAll = own?.sample?.wholeSplit != nil
        if let own, isOfAll, own.isBeside { return own }
        if let chained = chain(to: step, from: rival, by: place, of: links) { return chained.gain }
        let stored = storedGain(of: step, over: rival, by: place, from: links)
        if let own, stored == nil || stored?.sample.map({ own.sample?.isSame(as: $0) == true }) == true {
            // What was measured of the two since says more of them than what decided.
            return links == .best && isFollowed(step, over: rival, by: place) ? stored ?? own : own
        }
        return stored ?? own
    }

    /// Whether either candidate got further runs after the step that compared them.
    private func isFollowed(_ step: StepSummary, over rival: StepSummary, by place: Int) -> Bool {
        let known = rival.candidate.flatMap { storedFigures[place][$0] }
        return standing(of: step, by: place) != nil || known.map { $0.last != step.step } ?? false
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
    func met(by step: StepSummary) -> StepSummary? { step.gain.flatMap { self.step(of: $0.over) } }

    /// The gain as the step itself recorded it, on what it measured of both.
    func ownGain(_ step: StepSummary, by place: Int = 0) -> KnownGain? {
        let figures = step.figures(by: place)
        guard let gain = figures.gain else { return nil }
        let decided = record.study.search.accept.on == .train ? nil : figures.score(on: .validation)
        let score =
            gain.sitting.flatMap { sitting in figures.scores.first { $0.sample.sitting == sitting } }
            ?? decided ?? figures.scores.first
        let rival = met(by: step)
        let isReported = step.isReported || rival?.isReported == true
        let source = gain.source == .stored && isReported ? .reported : gain.source
        let isBeside = source == .paired || source == .atAcceptance
        // Of runs, those beside a candidate, or made since, are not those that accepted what it was compared with.
        let isFresh = isBeside || rival?.figures(by: place).scores.first?.value != gain.comparison.reference
        let sides = isFresh && record.study.examples == nil ? [step] : [step, rival].compactMap { $0 }
        let reservation = self.reservation(of: sides, isBeside: isBeside) { sample in
            score.map { $0.sample.isSame(as: sample) } ?? false
        }
        return KnownGain(
            gain.comparison, source: source,
            confidence: record.study.search.accept.confidence, on: score?.sample, value: score?.value,
            reservation: reservation, isAtAcceptance: !isBeside && isAtAcceptance(reservation),
            objective: objective(at: place))
    }

    /// The gain by what each scored at its own time: by the split that selects first, or by one split alone.
    private func storedGain(
        of step: StepSummary, over rival: StepSummary, on split: Split? = nil, by place: Int = 0,
        from links: Links = .steps
    ) -> KnownGain? {
        let objective = objective(at: place)
        for score in figures(of: step, by: place, from: links)
        where split == nil || score.sample.split == split {
            for other in figures(of: rival, by: place, from: links) {
                guard let gain = objective.gain(of: score, over: other) else { continue }
                let own = [(step, score), (rival, other)].filter { step, score in
                    score != standing(of: step, by: place)
                }
                let reservation = self.reservation(of: own.map(\.0), isBeside: false) {
                    $0.isSame(as: score.sample)
                }
                let (n, unit) = observations(in: score.sample)
                let comparison = Comparison(
                    test: Comparison.differenceOfScores, gain: gain, n: n, unit: unit, reference: other.value)
                return KnownGain(
                    comparison, source: score.isReported ? .reported : .stored,
                    confidence: record.study.search.accept.confidence, on: score.sample,
                    value: score.value, reservation: reservation,
                    isAtAcceptance: isAtAcceptance(reservation), objective: objective)
            }
        }
        return nil
    }

    /// What a step's candidate scored, that first by which it is told: what selects, and before it what further runs of that came to, which selected nothing.
    private func figures(of step: StepSummary, by place: Int, from links: Links) -> [Score] {
        let standing = links == .best ? standing(of: step, by: place) : nil
        let selecting = selectionScore(step, by: place)
        let isOfSelecting = standing?.sample.split == selecting?.sample.split
        return (isOfSelecting ? [standing, selecting] : [selecting, standing]).compactMap { $0 }
            + step.figures(by: place).scores
    }

    private func standing(of step: StepSummary, by place: Int) -> Score? {
        step.candidate.flatMap { storedFigures[place][$0]?.score }
    }

    /// How many observations of a candidate a sample has, and what counts as one: a run of it, an example, or of examples that go together a cluster, where
    /// it is known how many those are.
    private func observations(in sample: Sample) -> (n: Int, unit: Comparison.Unit) {
        guard let examples = sample.examples else { return (sample.repeats, .run) }
        return clusterCounts[examples.digest].map { ($0, .cluster) } ?? (examples.used, .example)
    }

    /// Takes in which of the study's examples go together.
    package mutating func note(clustersOf examples: [Example]) {
        guard record.study.examples?.cluster != nil else { return }
        for own in Dictionary(grouping: examples, by: \.split).values {
            guard let set = ExampleSet(own.map(\.id), of: own.count) else { continue }
            clusterCounts[set.digest] =
                Set(own.compactMap(\.cluster)).count + own.count { $0.cluster == nil }
        }
    }

    // MARK: - What figures can bear

    /// Returns why no p and no interval can be made of figures of candidates on some samples; `nil` where they can.
    ///
    /// - Parameters:
    ///   - steps: those that made the candidates whose figures of their own steps these are.
    ///   - isBeside: whether both were run beside each other.
    ///   - isOf: whether the figures are of a sample.
    package func reservation(of steps: [StepSummary], isBeside: Bool, where isOf: (Sample) -> Bool)
        -> KnownGain.Reservation?
    {
        let (study, evaluator) = (record.study, record.study.evaluator)
        // A figure that comes again, and stands for no others, is what it is.
        guard study.examples != nil || !evaluator.deterministic else { return nil }
        if let use = steps.compactMap({ use(of: $0, where: isOf) }).first { return use }
        return isBeside || evaluator.deterministic || evaluator.measure.compare == .stored ? nil : .notBeside
    }

    /// What the figures of a step's candidate decided about it.
    private func use(of step: StepSummary, where isOf: (Sample) -> Bool) -> KnownGain.Reservation? {
        guard step.step.number > 0, let candidate = step.candidate, candidate != record.base, !step.isReported
        else { return nil }
        let search = record.study.search
        if step.verdict == .accepted, search.accept.rule != .always {
            let first = search.accept.on == .validation ? nil : step.scores.first
            let second = search.accept.on == .train ? nil : step.score(on: .validation)
            if [first, second].contains(where: { $0.map { isOf($0.sample) } ?? false }) { return .accepted }
        }
        let isSelected = search.select != .last && selected.contains(candidate)
        return isSelected && selectionScore(step).map { isOf($0.sample) } == true ? .selected : nil
    }

    /// Whether figures with that reservation are larger than what is there: of noisy runs those that accepted.
    private func isAtAcceptance(_ reservation: KnownGain.Reservation?) -> Bool {
        reservation == .accepted && record.study.examples == nil
    }

    /// Returns the gains of a step's candidate as notes and listings have them: over the parent and over what it was compared with what the run knows of
    /// the two, which may rest on more examples than decided on the step; over the base what was measured apart.
    package func notedGains(of record: StepRecord) -> [NotedGain] {
        guard let candidate = record.candidate else { return [] }
        let objectives = self.record.study.objectives
        let summary = StepSummary(record, objectives: objectives)
        func noted(over other: CommitID, _ gain: (Int) -> KnownGain?) -> [NotedGain] {
            objectives.enumerated().compactMap { place, objective in
                gain(place).map { NotedGain($0, of: candidate, over: other, metric: objective.metric) }
            }
        }
        let base = self.record.base
        let ends = noted(over: base) { apart[CandidatePair(of: candidate, over: base, place: $0)]?.gain }
        let rivals = [record.parent, record.gain?.over].compactMap { $0 }.map { other in
            noted(over: other) { gain(of: summary, over: other, by: $0) }
        }
        return (rivals[0] + ends + rivals.dropFirst().joined()).reduce(into: []) { all, gain in
            if !all.contains(where: { $0.isSame(as: gain) }) { all.append(gain) }
        }
    }
}
