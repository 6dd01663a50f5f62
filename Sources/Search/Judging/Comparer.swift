import Statistics
import StudyModel

/// Compares what two candidates measured, as a study says.
struct Comparer {
    /// Which way the interval is open.
    enum Interval {
        /// A bound below, at the study's confidence: the question is whether there is a gain.
        case oneSided
        /// Bounds on both sides that together hold at a confidence.
        case twoSided(confidence: Double)
    }

    let study: Study
    /// By ID, the cluster of each example that is of one.
    var clusters: [String: String] = [:]
    /// Where the random part of a test derives from.
    let seed: UInt64

    private var statistic: MeasureSettings.Statistic { study.evaluator.measure.statistic }

    /// Compares a candidate with another, over what both have measured; `nil` where that is nothing.
    ///
    /// - Parameters:
    ///   - paired: whether equal repetitions ran beside each other.
    ///   - margin: how much worse than the other the candidate may be, of which the p-value speaks.
    func compare(
        _ candidate: Evaluation, with other: Evaluation, paired: Bool, interval: Interval,
        margin: Gain = .relative(0)
    ) -> Comparison? {
        let shared = SharedMeasurements(candidate, other, objective: study.objective)
        guard let (value, reference) = shared.scores(statistic) else { return nil }
        let observesExamples = study.observesExamples(shared.candidate.examples.count)
        guard observesExamples || !study.evaluator.deterministic else {
            let gain = study.objective.gain(of: value, over: reference)
            return Comparison(test: "exact", gain: gain, p: nil, n: 1, reference: reference)
        }
        // Where examples are what is observed, their repeats are no further witnesses.
        let examples = observesExamples ? pairedExamples(shared) : nil
        if case .twoSided(let confidence) = interval, observesExamples {
            return examples?.comparison(confidence: confidence, seed: seed)
        }
        let observed =
            observesExamples
            ? examples.flatMap { examples in
                examples.test(tail: ErrorRate.tail(study.search.accept.confidence), seed: seed)
                    .map { Observed(test: $0, unit: examples.unit) }
            } : observe(shared.candidate, shared.other, paired: paired, reference: reference)
        guard let observed else { return nil }
        var comparison = describe(observed, interval: interval, reference: reference)
        comparison.isRatio =
            study.objective.aggregate == nil
            ? (shared.candidate.all + shared.other.all).allSatisfy { $0 > 0 } : value > 0 && reference > 0
        if margin != .relative(0), observed.unit.isOfRuns {
            let worse = shared.other.map { study.objective.worse($0, by: margin) }
            comparison.p = observe(shared.candidate, worse, paired: paired, reference: reference)?.test
                .p(over: 0)
        }
        return comparison
    }

    /// How much better the figures are that the study's statistic makes of what both have measured, by which ranks do not go; `nil` where that is nothing.
    func figures(_ candidate: Evaluation, over other: Evaluation) -> Double? {
        SharedMeasurements(candidate, other, objective: study.objective).scores(statistic).map {
            study.objective.gain(of: $0.0, over: $0.1)
        }
    }

    /// Looks at the pairs that a race of two made.
    func look(_ race: PairRace, at candidate: Evaluation, beside other: Evaluation) -> Race.Look {
        let shared = SharedMeasurements(candidate, other, objective: study.objective)
        return race.look(at: shared.candidate.all, beside: shared.other.all)
    }

    private func pairedExamples(_ shared: SharedMeasurements) -> PairedExamples? {
        PairedExamples(shared, objective: study.objective, statistic: statistic, clusters: clusters)
    }

    /// The test of a difference.
    private struct Observed {
        let test: any DifferenceTest
        /// What counts as one observation in it.
        let unit: Comparison.Unit
        /// Returns what a gain in the test comes to in the metric's unit.
        var amount: (Double) -> Double = { $0 }
    }

    private func observe(_ mine: Measurements, _ its: Measurements, paired: Bool, reference: Double)
        -> Observed?
    {
        if paired {
            let gains = pairGains(mine, its)
            guard !gains.values.isEmpty else { return nil }
            return Observed(test: SignedRankTest(gains.values), unit: .pair) {
                gains.amount($0, over: reference)
            }
        }
        let over = { (value: Double) in study.objective.gain(of: value, over: reference) }
        guard !mine.all.isEmpty, !its.all.isEmpty else { return nil }
        return Observed(test: RankSumTest(of: mine.all.map(over), over: its.all.map(over)), unit: .run)
    }

    private func pairGains(_ mine: Measurements, _ its: Measurements) -> PairGains {
        let places = mine.places.filter { its.values[$0] != nil }
        return PairGains(
            of: places.compactMap { mine.values[$0] }, over: places.compactMap { its.values[$0] },
            objective: study.objective)
    }

    private func describe(_ observed: Observed, interval: Interval, reference: Double) -> Comparison {
        let test = observed.test
        let low: Double?
        let high: Double?
        switch interval {
        case .oneSided:
            (low, high) = (
                test.lowerBound(tail: ErrorRate.tail(study.search.accept.confidence)), nil
            )
        case .twoSided(let confidence):
            let tail = ErrorRate.tail(confidence) / 2
            (low, high) = (test.lowerBound(tail: tail), test.upperBound(tail: tail))
        }
        return Comparison(
            test: test.name, gain: observed.amount(test.estimate), low: low.map(observed.amount),
            high: high.map(observed.amount), p: test.p(over: 0), n: test.count, unit: observed.unit,
            reference: reference)
    }
}
