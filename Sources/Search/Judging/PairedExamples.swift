import Statistics
import StudyModel

/// What two candidates have for one metric on the same examples, and what a test says of the difference.
///
/// An example is one observation, its repeats averaged; of examples that go together each cluster is one.
struct PairedExamples {
    private let objective: Objective
    private let ids: [String]
    /// In the order of the IDs.
    private let values: [Double]
    private let others: [Double]
    /// The cluster of each; `nil` where each stands for itself.
    private let clusters: [String]?

    /// Takes the examples that both have; `nil` where there is none.
    ///
    /// - Parameter clusters: by ID, the cluster of each example that is of one.
    init?(
        _ candidate: [String: Double], over other: [String: Double], objective: Objective,
        clusters: [String: String]
    ) {
        let ids = candidate.keys.filter { other[$0] != nil }.sorted()
        guard !ids.isEmpty else { return nil }
        self.objective = objective
        self.ids = ids
        values = ids.compactMap { candidate[$0] }
        others = ids.compactMap { other[$0] }
        self.clusters = Self.clusters(of: ids, clusters)
    }

    /// What the candidate has on average.
    var mean: Double { Summaries.mean(values) ?? 0 }

    /// Each example with what both have there.
    var rows: [ExampleRow] {
        zip(ids, zip(values, others)).map { id, both in
            ExampleRow(
                example: id, value: both.0, other: both.1, objective: objective)
        }
    }

    /// The cluster of each example; one that is of none stands for itself. `nil` where all do.
    static func clusters(of ids: [String], _ clusters: [String: String]) -> [String]? {
        // What names an example names no cluster, whatever both are called.
        clusters.isEmpty ? nil : ids.map { id in clusters[id].map { "cluster " + $0 } ?? "example " + id }
    }

    /// The sign-flip test with the interval that the objective's scale asks for; of right or wrong answers the exact sign test with Tango's.
    ///
    /// A gain in percent is a ratio of two means, so it has Fieller's interval; it is kept in the metric's unit, as a part of the other's mean.
    /// Of values some of which are not above zero it is no ratio.
    ///
    /// - Parameter confidence: of the interval, two-sided.
    func comparison(confidence: Double, seed: UInt64) -> Comparison {
        var generator = SeededGenerator(seed: seed)
        let gains = zip(values, others).map { objective.gain(of: $0, over: $1) }
        let test = SignFlipTest(gains, clusters: clusters, using: &generator)
        let tail = ComparisonPlan.tail(confidence) / 2
        let reference = Summaries.mean(others) ?? 0
        var comparison = Comparison(
            test: test.name, gain: test.estimate, low: test.lowerBound(tail: tail),
            high: test.upperBound(tail: tail), p: test.p(over: 0), n: test.count,
            unit: clusters == nil ? .example : .cluster, reference: reference)
        if let answers = answers(gains) {
            let interval = answers.interval(confidence: confidence)
            (comparison.low, comparison.high) = (interval.lowerBound, interval.upperBound)
            comparison.test = "sign test (exact)"
        }
        guard objective.scale(of: comparison) == .percent else { return comparison }
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

    /// How many examples each side alone has right, where all are right or wrong and each stands for itself.
    private func answers(_ gains: [Double]) -> PairedProportions? {
        guard clusters == nil, (values + others).allSatisfy({ [0, 1].contains($0) }) else { return nil }
        return PairedProportions(
            wins: gains.count { $0 > 0 }, losses: gains.count { $0 < 0 }, of: gains.count)
    }
}
