import Statistics
import StudyModel

/// The smallest gain that a comparison tells from noise four times in five, as far as the base's own trials let it be known.
package struct DetectableGain: Hashable, Sendable {
    /// What it was reckoned from.
    package enum Basis: Hashable, Sendable {
        /// Right or wrong answers, of which a change without any gain turns such a share each way.
        case answers(turned: Double)
        /// What the base's repeats differ by (a standard deviation).
        case repeats(Double)
        /// What the base's scores differ by between examples (a standard deviation), since its repeats do not differ.
        case examples(Double)
    }

    private static let power = 0.8
    /// More observations than anybody has.
    private static let most = 1 << 17

    /// In the metric's unit; `nil` where none is told so often.
    package let gain: Double?
    /// How many observations would tell half of it; of what cannot be told, 20 right answers more in 100. `nil` where no number would.
    package let enoughForHalf: Int?
    package let basis: Basis
}

extension DetectableGain {
    /// What so many examples tell, or clusters of them.
    ///
    /// Of right or wrong answers it is the exact power of the sign test, where the base's repeats say how many a change without any gain turns: 15 in 100 each way where they tell
    /// less. Of other scores it is roughly that of a paired t test (`MeanPlan`): two candidates without a gain differ by what their repeats do, or at
    /// least by as much of what examples differ by as 15 turned answers in 100 are.
    ///
    /// - Parameters:
    ///   - base: the base's scores, of each example its repeats.
    ///   - repeats: how often a candidate is run on each example.
    ///   - direction: which answers are right: none can gain more than the base has wrong.
    ///   - tail: the one-sided level of the test.
    package init?(
        examples: Int, base: [[Double]], repeats: Int = 1, direction: Direction, tail: Double
    ) {
        guard examples > 0 else { return nil }
        if base.allSatisfy({ $0.allSatisfy { [0, 1].contains($0) } }) {
            let ones = Summaries.mean(base.compactMap(Summaries.mean)) ?? 0
            self.init(
                answers: examples, turned: Self.turned(base), wrong: direction == .maximize ? 1 - ones : ones,
                tail: tail)
            return
        }
        let within = Summaries.mean(base.compactMap { Summaries.standardDeviation($0).map { $0 * $0 } }) ?? 0
        let noise = (within / Double(max(1, repeats))).squareRoot()
        let between = Summaries.standardDeviation(base.compactMap(Summaries.mean)) ?? 0
        let usual = Self.usualShare.squareRoot() * between
        guard max(noise, usual) > 0 else { return nil }
        self.init(
            pairs: examples, spread: max(noise, usual), tail: tail,
            basis: noise > usual ? .repeats(within.squareRoot()) : .examples(between))
    }

    /// What so many pairs of runs tell, of which each varies by a standard deviation; roughly that of a paired t test, which ranks are nearly as good as.
    package init(pairs: Int, spread: Double, tail: Double, basis: Basis? = nil) {
        let deviation = 2.0.squareRoot() * spread
        let shift = MeanPlan.detectableDifference(count: pairs, tail: tail, power: Self.power)
        gain = shift.map { $0 * deviation }
        enoughForHalf = shift.flatMap { Self.pairs(telling: $0 / 2, tail: tail, from: pairs) }
        self.basis = basis ?? .repeats(spread)
    }

    /// What a study's steps over runs tell, by plays of the step with values drawn from the base's repeats; `min_gain` is included.
    ///
    /// A candidate's noise is drawn like its parent's, and each play tells what gain on top of it would have been accepted; the answer is the gain that
    /// is enough in 80 % of them. The same seed gives the same answer. `nil` where fewer than two repeats say nothing about noise, or where
    /// nothing can ever be accepted.
    ///
    /// - Parameter base: the base's repeats, of a study without examples.
    package init?(ofStepsOf study: Study, base: [Double], seed: UInt64) {
        let (plan, confidence) = (ComparisonPlan(study, examples: 0), study.objectiveConfidence)
        guard let deviation = Summaries.standardDeviation(base), deviation > 0,
            plan.canAccept(confidence: confidence),
            let reference = study.evaluator.measure.statistic.value(of: base)
        else { return nil }
        let margin = study.evaluator.measure.minGain.amount(over: reference)
        let gains = base.map { study.objective.gain(of: $0, over: reference) }
        let found =
            plan.isOverRuns
            ? plan.detectableGain(drawing: gains, margin: margin, confidence: confidence, seed: seed) : margin
        guard let found else { return nil }
        gain = found
        basis = .repeats(deviation)
        // More runs do not tell what `min_gain` turns down.
        let half = found / 2
        enoughForHalf =
            half >= margin
            ? Self.pairs(
                telling: half / (2.0.squareRoot() * deviation), tail: ComparisonPlan.tail(confidence), from: 2
            )
            : nil
    }

    /// - Parameter wrong: the base's share of wrong answers.
    private init(answers examples: Int, turned: Double, wrong: Double, tail: Double) {
        gain = SignTest.detectableGain(
            examples: examples, discordance: turned, tail: tail, power: Self.power
        ).flatMap { $0 <= wrong ? $0 : nil }
        let wanted = gain.map { $0 / 2 } ?? (wrong >= 0.2 ? 0.2 : nil)
        enoughForHalf = wanted.flatMap { wanted in
            Self.least(from: examples) { count in
                SignTest.power(examples: count, gain: wanted, discordance: turned, tail: tail) >= Self.power
            }
        }
        basis = .answers(turned: turned)
    }

    /// How many answers in all a change without a gain turns each way, by the base's repeats.
    private static func turned(_ base: [[Double]]) -> Double {
        // An unbiased estimate of p(1 - p), which is how often one run is right and another wrong.
        let turns = base.filter { $0.count > 1 }.map { values -> Double in
            let (n, right) = (Double(values.count), values.reduce(0, +))
            return right * (n - right) / (n * (n - 1))
        }
        return max(ComparisonPlan.usualDiscordance, Summaries.mean(turns) ?? 0)
    }

    /// The share of the variance between examples that two candidates without a gain do not have in common, as a rule: that of answers of which half are right, as
    /// many as usually are being turned.
    private static let usualShare = ComparisonPlan.usualDiscordance / 0.25

    /// How many pairs tell a difference in standard deviations of those; `nil` where no number does.
    private static func pairs(telling difference: Double, tail: Double, from count: Int) -> Int? {
        least(from: count) { MeanPlan.power(count: $0, difference: difference, tail: tail) >= power }
    }

    /// The least number that is enough, to a hundredth of it: doubled until it is, then halved in between.
    private static func least(from count: Int, where isEnough: (Int) -> Bool) -> Int? {
        var (low, high) = (count, count)
        while !isEnough(high) {
            guard high < most else { return nil }
            (low, high) = (high, high * 2)
        }
        while high - low > max(1, high / 100) {
            let middle = low + (high - low) / 2
            if isEnough(middle) { high = middle } else { low = middle }
        }
        return high
    }
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
