import Statistics
import StudyModel

/// What two candidates have for one metric on the same examples, and what a test says of the difference.
///
/// An example is one observation, its repeats averaged; of examples that go together each cluster is one.
struct PairedExamples {
    private let objective: Objective
    private let ids: [String]
    private let figures: Figures
    /// The cluster of each; `nil` where each stands for itself.
    private let clusters: [String]?

    /// What was measured.
    private enum Figures {
        /// A value of each candidate an example, in the order of the IDs: the metric is their mean.
        case values([Double], others: [Double])
        /// The metric is no mean over examples; the candidate's rows come first.
        case rows(AggregateRows)
    }

    /// Takes the examples that both have; `nil` where there is none.
    ///
    /// - Parameter clusters: by ID, the cluster of each example that is of one.
    init?(
        _ shared: SharedMeasurements, objective: Objective, statistic: MeasureSettings.Statistic,
        clusters: [String: String]
    ) {
        let both = [shared.candidate, shared.other]
        if let formula = objective.aggregate {
            guard let rows = AggregateRows(formula, of: both.map(\.trials)) else { return nil }
            ids = rows.examples
            figures = .rows(rows)
        } else {
            let values = both.map { $0.values(byExample: statistic) }
            let ids = values[0].keys.filter { values[1][$0] != nil }.sorted()
            guard !ids.isEmpty else { return nil }
            self.ids = ids
            figures = .values(ids.compactMap { values[0][$0] }, others: ids.compactMap { values[1][$0] })
        }
        self.objective = objective
        self.clusters = Self.clusters(of: ids, clusters)
    }

    /// What the candidate has over all of them; `nil` where a metric that is no mean has no value over them.
    var value: Double? {
        switch figures {
        case .values(let values, _): Summaries.mean(values)
        case .rows(let rows): rows.value(of: 0)
        }
    }

    /// What the other has.
    private var reference: Double? {
        switch figures {
        case .values(_, let others): Summaries.mean(others)
        case .rows(let rows): rows.value(of: 1)
        }
    }

    /// Each example with what both have there; empty of a metric that no single example has.
    var rows: [ExampleRow] {
        guard case .values(let values, let others) = figures else { return [] }
        return zip(ids, zip(values, others)).map { id, both in
            ExampleRow(
                example: id, value: both.0, other: both.1, objective: objective)
        }
    }

    /// The cluster of each example; one that is of none stands for itself. `nil` where all do.
    static func clusters(of ids: [String], _ clusters: [String: String]) -> [String]? {
        // What names an example names no cluster, whatever both are called.
        clusters.isEmpty ? nil : ids.map { id in clusters[id].map { "cluster " + $0 } ?? "example " + id }
    }

    /// What counts as one observation.
    var unit: Comparison.Unit { clusters == nil ? .example : .cluster }

    /// The test of the difference: sign flips of gains that are averaged, swaps of rows of what is no mean; `nil` where there is no value to compare.
    ///
    /// - Parameters:
    ///   - tail: the smallest one-sided level that will be asked of it.
    ///   - seed: where its random part derives from.
    func test(tail: Double, seed: UInt64) -> (any DifferenceTest)? {
        var generator = SeededGenerator(seed: seed)
        switch figures {
        case .values(let values, let others):
            let gains = zip(values, others).map { objective.gain(of: $0, over: $1) }
            return SignFlipTest(gains, clusters: clusters, tail: tail, using: &generator)
        case .rows(let rows):
            return SwapTest(
                rows: ids.count, clusters: clusters, tail: tail, using: &generator,
                gain: objective.gain(over: rows))
        }
    }

    /// The test with the interval that the objective's scale asks for; of right or wrong answers the exact sign test with Tango's. `nil` where there is
    /// no value to compare.
    ///
    /// A gain in percent is a ratio of two means, so it has Fieller's interval; it is kept in the metric's unit, as a part of the other's mean.
    /// Of values some of which are not above zero it is no ratio.
    ///
    /// - Parameter confidence: of the interval, two-sided.
    func comparison(confidence: Double, seed: UInt64) -> Comparison? {
        let tail = ErrorRate.tail(confidence) / 2
        guard let test = test(tail: tail, seed: seed), let reference else { return nil }
        var comparison = Comparison(
            test: test.name, gain: test.estimate, low: test.lowerBound(tail: tail),
            high: test.upperBound(tail: tail), p: test.p(over: 0), n: test.count, unit: unit,
            reference: reference)
        guard case .values(let values, let others) = figures else {
            boundRatio(&comparison, confidence: confidence, seed: seed)
            if comparison.low == nil, test.lowerBound(tail: tail) == nil, test.lowerBound(tail: 0.025) != nil
            {
                comparison.test += ", whose draws reach no bound at this level"
            }
            return comparison
        }
        if let answers = answers(values, others) {
            let interval = answers.testedInterval(confidence: confidence)
            (comparison.low, comparison.high) = (interval.lowerBound, interval.upperBound)
        }
        guard objective.scale(of: comparison) == .percent else { return comparison }
        // So few that all of them on one side would not decide bound nothing either.
        guard comparison.low != nil, comparison.high != nil else {
            (comparison.low, comparison.high) = (nil, nil)
            return comparison
        }
        guard
            let ratio = PercentGain(
                ofMeans: values, over: others, clusters: clusters,
                better: objective.direction == .minimize ? .smaller : .larger, confidence: confidence)
        else {
            comparison.isRatio = false
            return comparison
        }
        comparison.low = ratio.low.map { $0 * reference }
        comparison.high = ratio.high.map { $0 * reference }
        comparison.test += ", Fieller's interval"
        return comparison
    }

    /// Of a metric that is no mean and is told in percent, bounds the ratio itself.
    private func boundRatio(_ comparison: inout Comparison, confidence: Double, seed: UInt64) {
        guard case .rows(let rows) = figures, let value = value, let reference = reference else { return }
        comparison.isRatio = value > 0 && reference > 0
        guard objective.scale(of: comparison) == .percent else { return }
        var generator = SeededGenerator(seed: Seeds.derive(seed, "ratio"))
        let bootstrap = Bootstrap(
            rows: ids.count, clusters: clusters, tail: ErrorRate.tail(confidence) / 2, using: &generator
        ) { drawn in
            guard let value = rows.value(drawn), let other = rows.value(drawn.map { $0 + ids.count }),
                value > 0, other > 0
            else { return nil }
            return objective.gain(of: value, over: other) / other
        }
        let interval = bootstrap.flatMap { $0.interval(confidence: confidence) }
        comparison.low = interval.map { $0.lowerBound * reference }
        comparison.high = interval.map { $0.upperBound * reference }
    }

    /// How many examples each side alone has right, where all are right or wrong and each stands for itself.
    private func answers(_ values: [Double], _ others: [Double]) -> PairedProportions? {
        guard clusters == nil, (values + others).areAnswers else { return nil }
        let gains = zip(values, others).map { objective.gain(of: $0, over: $1) }
        return PairedProportions(
            wins: gains.count { $0 > 0 }, losses: gains.count { $0 < 0 }, of: gains.count)
    }
}

extension Objective {
    /// Returns what a comparison by a metric comes to; of one that nobody wants larger or smaller with the p-value of both.
    func compared(isDirected: Bool, by compare: (Objective) -> Comparison?) -> Comparison? {
        guard !isDirected else { return compare(self) }
        let reversed = Objective(metric: metric, direction: direction == .minimize ? .maximize : .minimize)
        return compare(self)?.twoSided(with: compare(reversed))
    }

    /// Returns how much better the figure of some rows is than that of others; `nil` where one has none.
    func gain(over rows: AggregateRows) -> ([Int], [Int]) -> Double? {
        { own, others in
            guard let value = rows.value(own), let other = rows.value(others) else { return nil }
            return gain(of: value, over: other)
        }
    }
}
