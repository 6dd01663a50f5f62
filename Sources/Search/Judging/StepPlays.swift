import Statistics
import StudyModel

/// Plays of one step over runs whose candidate is no better than its parent, where runs differ by normal noise with a standard deviation of 1.
///
/// Tests of ranks take no notice of what runs differ by but for its size: so one set of plays says what any noise of that shape comes to.
struct StepPlays {
    /// What one step would have taken.
    private struct Play {
        /// The gain of which all runs had been that the test would have passed.
        let shift: Double
        /// What was estimated without it, which is luck.
        let luck: Double
    }

    private static let count = 2_000
    /// A large sample to draw from.
    private static let normal = NormalDistribution.sample(1_000)

    private let plays: [Play]

    /// - Parameter plan: a comparison of runs; `nil` of any other.
    init?(_ plan: ComparisonPlan, confidence: Double) {
        guard plan.isOverRuns, plan.canAccept(confidence: confidence) else { return nil }
        var generator = SeededGenerator(seed: 1)
        plays = (0..<Self.count).compactMap { _ in
            Self.play(plan, confidence: confidence, using: &generator)
        }
        if plays.isEmpty { return nil }
    }

    /// The gain that is accepted in four plays of five, for noise of a standard deviation; never less than `margin`, which its estimate has to come to.
    func detectableGain(deviation: Double, margin: Double) -> Double {
        let needed = plays.map { max(deviation * $0.shift, margin - deviation * $0.luck) }.sorted()
        return max(0, needed[needed.count * 4 / 5])
    }

    private static func play(
        _ plan: ComparisonPlan, confidence: Double, using generator: inout SeededGenerator
    ) -> Play? {
        let test: any DifferenceTest
        switch plan {
        case .exact, .examples: return nil
        case .race(let looks):
            let race = Race(looks: looks, confidence: confidence)
            let drawn = pairs(race.looks.upperBound, using: &generator)
            let shift = race.leastShift(of: drawn)
            let raced = drawn.prefix(race.run(over: drawn.map { $0 + shift }).pairs)
            return Play(shift: shift, luck: SignedRankTest(Array(raced)).estimate)
        case .pairs(let count):
            test = SignedRankTest(pairs(count, using: &generator))
        case .samples(let parent, let candidate):
            let drawn = draw(parent + candidate, using: &generator)
            test = RankSumTest(of: Array(drawn.prefix(candidate)), over: Array(drawn.dropFirst(candidate)))
        }
        // What a step's noise alone is sure to have gained is what a real gain need not add.
        return test.lowerBound(tail: ErrorRate.tail(confidence)).map {
            Play(shift: -$0, luck: test.estimate)
        }
    }

    /// The gains of pairs without any.
    static func pairs(_ count: Int, using generator: inout SeededGenerator) -> [Double] {
        let drawn = draw(2 * count, using: &generator)
        return (0..<count).map { drawn[2 * $0] - drawn[2 * $0 + 1] }
    }

    private static func draw(_ count: Int, using generator: inout SeededGenerator) -> [Double] {
        (0..<count).map { _ in normal[generator.below(normal.count)] }
    }
}

extension ComparisonPlan {
    /// What gain a step over runs accepts four times in five, in standard deviations of a run, where those are normal; `nil` where none can be.
    package func detectableSpreads(confidence: Double) -> Double? {
        StepPlays(self, confidence: confidence)?.detectableGain(deviation: 1, margin: 0)
    }

    /// How many pairs a race takes on average for a candidate without any gain; as a rule the same whatever the noise is.
    package func usualPairs(confidence: Double) -> Double? {
        guard case .race(let looks) = self else { return nil }
        let race = Race(looks: looks, confidence: confidence)
        var generator = SeededGenerator(seed: 1)
        let plays = 500
        let taken = (0..<plays).map { _ in
            race.run(over: StepPlays.pairs(race.looks.upperBound, using: &generator)).pairs
        }
        return Double(taken.reduce(0, +)) / Double(plays)
    }
}
