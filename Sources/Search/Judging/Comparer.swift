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
    /// Where the random part of a test derives from.
    let seed: UInt64

    private var statistic: MeasureSettings.Statistic { study.evaluator.measure.statistic }

    /// Compares a candidate with another, over what both have measured; `nil` where that is nothing.
    ///
    /// `paired` tells whether equal repetitions ran beside each other.
    func compare(
        _ candidate: Evaluation, with other: Evaluation, paired: Bool, interval: Interval
    ) -> Comparison? {
        let (mine, its) = common(candidate, other)
        let fallback = { (evaluation: Evaluation) in evaluation.metrics[study.objective.metric]?.value }
        guard let value = mine.score(statistic) ?? fallback(candidate),
            let reference = its.score(statistic) ?? fallback(other)
        else { return nil }
        guard study.observesExamples(mine.examples.count) || !study.evaluator.deterministic else {
            let gain = study.objective.gain(of: value, over: reference)
            return Comparison(test: "exact", gain: gain, p: nil, n: 1, reference: reference)
        }
        guard let (test, unit) = makeTest(mine, its, paired: paired, reference: reference) else { return nil }
        return describe(test, of: unit, interval: interval, reference: reference)
    }

    /// What both measured, on the examples that both ran.
    private func common(_ candidate: Evaluation, _ other: Evaluation) -> (Measurements, Measurements) {
        let mine = Measurements(candidate, objective: study.objective)
        let its = Measurements(other, objective: study.objective)
        let examples = Set(mine.examples).intersection(its.examples)
        guard !mine.examples.isEmpty || !its.examples.isEmpty else { return (mine, its) }
        return (
            Measurements(candidate, objective: study.objective, examples: examples),
            Measurements(other, objective: study.objective, examples: examples)
        )
    }

    /// The test of a difference, and what counts as one observation in it.
    private func makeTest(_ mine: Measurements, _ its: Measurements, paired: Bool, reference: Double)
        -> (any DifferenceTest, Comparison.Unit)?
    {
        // Where examples are what is observed, their repeats are no further witnesses.
        if study.observesExamples(mine.examples.count) {
            var generator = SeededGenerator(seed: seed)
            return (SignFlipTest(exampleGains(mine, its), using: &generator), .example)
        }
        if paired {
            let gains = placeGains(mine, its)
            return gains.isEmpty ? nil : (SignedRankTest(gains), .pair)
        }
        let over = { (value: Double) in study.objective.gain(of: value, over: reference) }
        guard !mine.all.isEmpty, !its.all.isEmpty else { return nil }
        return (RankSumTest(of: mine.all.map(over), over: its.all.map(over)), .run)
    }

    private func exampleGains(_ mine: Measurements, _ its: Measurements) -> [Double] {
        let (values, others) = (mine.values(byExample: statistic), its.values(byExample: statistic))
        return mine.examples.compactMap { example in
            guard let value = values[example], let other = others[example] else { return nil }
            return study.objective.gain(of: value, over: other)
        }
    }

    private func placeGains(_ mine: Measurements, _ its: Measurements) -> [Double] {
        mine.places.compactMap { place in
            guard let value = mine.values[place], let other = its.values[place] else { return nil }
            return study.objective.gain(of: value, over: other)
        }
    }

    private func describe(
        _ test: any DifferenceTest, of unit: Comparison.Unit, interval: Interval,
        reference: Double
    ) -> Comparison {
        let low: Double?
        let high: Double?
        switch interval {
        case .oneSided:
            (low, high) = (
                test.lowerBound(tail: ComparisonPlan.tail(study.search.accept.confidence)), nil
            )
        case .twoSided(let confidence):
            let tail = ComparisonPlan.tail(confidence) / 2
            (low, high) = (test.lowerBound(tail: tail), test.upperBound(tail: tail))
        }
        return Comparison(
            test: test.name, gain: test.estimate, low: low, high: high,
            p: test.p(over: 0), n: test.count, unit: unit,
            reference: reference)
    }
}
