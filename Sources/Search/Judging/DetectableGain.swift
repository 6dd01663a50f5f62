import Statistics
import StudyModel

/// Returns the smallest gain that a study's steps can tell from noise, in the metric's unit, four times in five.
///
/// `base` are the base's repeats. Steps are played with values drawn from them, a candidate's like its parent's, and each tells what gain
/// on top of its noise the test would have accepted; the answer is the gain that is enough in 80 % of them, `min_gain` included. The same
/// seed gives the same answer. `nil` where fewer than two repeats say nothing about noise, or where the test can never accept;
/// studies with examples compare by those and have no such figure.
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
    let needed = (0..<500).compactMap { _ in
        plan.makeTest(drawing: gains, using: &generator)?.lowerBound(tail: tail).map { margin - $0 }
    }.sorted()
    guard !needed.isEmpty else { return plan == .exact ? margin : nil }
    return max(margin, needed[needed.count * 4 / 5])
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
