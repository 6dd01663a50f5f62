import Statistics
import StudyModel

/// Returns the smallest gain that a study's steps can tell from noise, in the metric's unit, four times in five.
///
/// `base` are the base's repeats, of studies without examples. Steps are played with values drawn from them, a candidate's like its parent's, and each tells
/// what gain on top of its noise would have been accepted; the answer is the gain that is enough in 80 % of them, `min_gain` included. The same
/// seed gives the same answer. `nil` where fewer than two repeats say nothing about noise, or where nothing can ever be accepted.
package func detectableGain(base: [Double], study: Study, seed: UInt64) -> Double? {
    let plan = ComparisonPlan(study, examples: 0)
    guard base.count >= 2, plan.canAccept(confidence: study.search.accept.confidence),
        let reference = study.evaluator.measure.statistic.value(of: base)
    else { return nil }
    let margin = study.evaluator.measure.minGain.amount(over: reference)
    guard plan.isOverRuns else { return margin }
    let gains = base.map { study.objective.gain(of: $0, over: reference) }
    return plan.detectableGain(
        drawing: gains, margin: margin, confidence: study.search.accept.confidence, seed: seed)
}

extension ComparisonPlan {
    /// What gain a step over runs accepts four times in five, in standard deviations of a run, where those are normal; `nil` where none can be.
    package func detectableSpreads(confidence: Double) -> Double? {
        guard isOverRuns, canAccept(confidence: confidence) else { return nil }
        return detectableGain(drawing: Self.normal, margin: 0, confidence: confidence, seed: 1)
    }

    /// How many pairs a race takes on average for a candidate without any gain; as a rule the same whatever the noise is.
    package func usualPairs(confidence: Double) -> Double? {
        guard case .race(let looks) = self else { return nil }
        let race = Race(looks: looks, confidence: confidence)
        var generator = SeededGenerator(seed: 1)
        let taken = (0..<Self.plays).map { _ in
            race.run(over: Self.pairs(race.looks.upperBound, drawing: Self.normal, using: &generator)).pairs
        }
        return Double(taken.reduce(0, +)) / Double(Self.plays)
    }

    private static let plays = 500
    private static let normal = NormalDistribution.sample(100)

    fileprivate func detectableGain(drawing gains: [Double], margin: Double, confidence: Double, seed: UInt64)
        -> Double?
    {
        var generator = SeededGenerator(seed: seed)
        let needed = (0..<Self.plays).compactMap { _ in
            neededGain(drawing: gains, margin: margin, confidence: confidence, using: &generator)
        }.sorted()
        return needed.isEmpty ? nil : max(0, needed[needed.count * 4 / 5])
    }

    /// What one step whose candidate is no better than its parent would have accepted on top of that, with values drawn from the given ones.
    private func neededGain(
        drawing gains: [Double], margin: Double, confidence: Double,
        using generator: inout SeededGenerator
    ) -> Double? {
        let test: any DifferenceTest
        switch self {
        case .exact, .examples: return nil
        case .race(let looks):
            let race = Race(looks: looks, confidence: confidence)
            let drawn = Self.pairs(race.looks.upperBound, drawing: gains, using: &generator)
            let shift = race.leastShift(of: drawn)
            let raced = drawn.prefix(race.run(over: drawn.map { $0 + shift }).pairs)
            return max(shift, margin - SignedRankTest(Array(raced)).estimate)
        case .pairs(let count):
            test = SignedRankTest(Self.pairs(count, drawing: gains, using: &generator))
        case .samples(let parent, let candidate):
            let drawn = Self.draw(parent + candidate, of: gains, using: &generator)
            test = RankSumTest(of: Array(drawn.prefix(candidate)), over: Array(drawn.dropFirst(candidate)))
        }
        // What a step's noise alone is sure to have gained is what a real gain need not add.
        return test.lowerBound(tail: Self.tail(confidence)).map { max(-$0, margin - test.estimate) }
    }

    private static func pairs(_ count: Int, drawing gains: [Double], using generator: inout SeededGenerator)
        -> [Double]
    {
        let drawn = draw(2 * count, of: gains, using: &generator)
        return (0..<count).map { drawn[2 * $0] - drawn[2 * $0 + 1] }
    }

    private static func draw(_ count: Int, of gains: [Double], using generator: inout SeededGenerator)
        -> [Double]
    {
        (0..<count).map { _ in gains[generator.below(gains.count)] }
    }
}
