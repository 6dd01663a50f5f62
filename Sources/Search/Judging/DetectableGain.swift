import Statistics
import StudyModel

/// Returns the smallest gain that a study's steps can tell from noise, in the metric's unit, four times in five.
///
/// `base` are the base's repeats, of studies without examples. Steps are played with values drawn from them, a candidate's like its parent's, and each tells
/// what gain on top of its noise the test would have accepted; the answer is the gain that is enough in 80 % of them, `min_gain` included. The same
/// seed gives the same answer. `nil` where fewer than two repeats say nothing about noise, or where the test can never accept.
package func detectableGain(base: [Double], study: Study, seed: UInt64) -> Double? {
    let plan = ComparisonPlan(study, examples: 0)
    guard base.count >= 2, plan.canAccept(confidence: study.search.accept.confidence),
        let reference = study.evaluator.measure.statistic.value(of: base)
    else { return nil }
    let margin = study.evaluator.measure.minGain.amount(over: reference)
    let tail = ComparisonPlan.tail(study.search.accept.confidence)
    let gains = base.map { study.objective.gain(of: $0, over: reference) }
    var generator = SeededGenerator(seed: seed)
    // What a step's noise alone is sure to have gained is what a real gain need not add.
    let needed = (0..<500).compactMap { _ -> Double? in
        guard let test = plan.makeTest(drawing: gains, using: &generator) else { return nil }
        return test.lowerBound(tail: tail).map { max(-$0, margin - test.estimate) }
    }.sorted()
    guard !needed.isEmpty else { return plan == .exact ? margin : nil }
    return max(0, needed[needed.count * 4 / 5])
}

/// Returns the smallest gain that a comparison over so many examples can tell, four times in five, where each is right or wrong: as a share of them.
///
/// - Parameter base: the base's scores, of each example its repeats. How often they differ is how often a change without any gain turns an answer, each way,
///   at least; it is taken to be 15 in 100 where they tell less.
///
/// `nil` where scores are other than 0 and 1, or where none can be told.
package func detectableGain(examples: Int, base: [[Double]], tail: Double) -> Double? {
    guard examples > 1, base.allSatisfy({ $0.allSatisfy { [0, 1].contains($0) } }) else { return nil }
    // An unbiased estimate of p(1 - p), which is how often one run is right and another wrong.
    let turns = base.filter { $0.count > 1 }.map { values -> Double in
        let (n, right) = (Double(values.count), values.reduce(0, +))
        return right * (n - right) / (n * (n - 1))
    }
    return SignTest.detectableGain(
        examples: examples, discordance: max(ComparisonPlan.usualDiscordance, Summaries.mean(turns) ?? 0),
        tail: tail, power: 0.8)
}

extension ComparisonPlan {
    /// The test of one step whose candidate is no better than its parent, with values drawn from the given ones.
    fileprivate func makeTest(drawing gains: [Double], using generator: inout SeededGenerator)
        -> (any DifferenceTest)?
    {
        let draw = { (generator: inout SeededGenerator) in gains[generator.below(gains.count)] }
        switch self {
        case .exact, .examples: return nil
        case .pairs(let count):
            return SignedRankTest((0..<count).map { _ in draw(&generator) - draw(&generator) })
        case .samples(let parent, let candidate):
            let drawn = (0..<(parent + candidate)).map { _ in draw(&generator) }
            return RankSumTest(of: Array(drawn.prefix(candidate)), over: Array(drawn.dropFirst(candidate)))
        }
    }
}
