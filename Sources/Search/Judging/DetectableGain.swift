import Statistics
import StudyModel

/// The smallest gain that a comparison tells from noise four times in five, as far as the base's own trials let it be known.
package struct DetectableGain: Hashable, Sendable {
    /// What it was reckoned from.
    package enum Basis: Hashable, Sendable {
        /// Right or wrong answers, of which a change without any gain turns such a share each way.
        case answers(turned: Double)
        /// What the base's repeats differ by.
        case repeats(SpreadEstimate)
        /// What the base's scores differ by between examples, since its repeats differ less.
        case examples(SpreadEstimate)
    }

    /// How many observations tell a smaller gain.
    package struct Enough: Hashable, Sendable {
        package let count: Int
        package let gain: Double
    }

    /// The level of the bounds.
    package static let confidence = 0.95
    private static let power = 0.8
    /// More observations than anybody has.
    private static let most = 1 << 17

    /// In the metric's unit; `nil` where none is told so often, or none that there is room for.
    package private(set) var gain: Double?
    /// Between what bounds it lies by what so few trials say of noise that is near normal; of answers there are none.
    package private(set) var bounds: ClosedRange<Double>?
    /// How many observations would tell half of it; of what cannot be told, half of what there is room for, or 20 right answers more in 100. `nil` where no number would.
    package private(set) var enough: Enough?
    /// How many standard deviations of what two candidates differ by from example to example are told, whatever those are; `nil` of answers and of runs.
    package private(set) var deviations: Double?
    package let basis: Basis

    /// The gain in percent of the base's score, which is above zero.
    package func percent(of reference: Double) -> Double? {
        reference > 0 ? gain.map { $0 / reference * 100 } : nil
    }

    /// What there is to gain from the base's score to the best that there is.
    package static func room(from reference: Double, to best: Double) -> Double { abs(best - reference) }

    /// - Parameters:
    ///   - gain: what is told where noise has a standard deviation.
    ///   - room: the most that can be gained.
    private init(
        _ gain: (Double) -> Double, of spread: SpreadEstimate, room: Double?, basis: Basis,
        count: (_ telling: Double) -> Int?
    ) {
        self.basis = basis
        let told = gain(spread.deviation)
        let limits = spread.interval(confidence: Self.confidence)
        let isRoom = room.map { told <= $0 } ?? true
        if isRoom {
            self.gain = told
            let most = room.map { min($0, gain(limits.upperBound)) } ?? gain(limits.upperBound)
            bounds = gain(limits.lowerBound)...most
        }
        let half = (isRoom ? told : room ?? told) / 2
        enough = half > 0 ? count(half).map { Enough(count: $0, gain: half) } : nil
    }
}

// MARK: - Over examples

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
    ///   - room: the most that other scores can gain; `nil` where that is not known.
    ///   - tail: the one-sided level of the test.
    package init?(
        examples: Int, base: [[Double]], repeats: Int = 1, direction: Direction, room: Double? = nil,
        tail: Double
    ) {
        guard examples > 0 else { return nil }
        if base.joined().areAnswers {
            let ones = Summaries.mean(base.compactMap(Summaries.mean)) ?? 0
            self.init(
                answers: examples, turned: Self.turned(base), wrong: direction == .maximize ? 1 - ones : ones,
                tail: tail)
            return
        }
        // Of one pair of examples nothing varies, and no difference is told.
        guard let shift = Self.shift(pairs: examples, tail: tail) else { return nil }
        let within = SpreadEstimate(of: base)
        let between = SpreadEstimate(of: [base.compactMap(Summaries.mean)])
        let ofRepeats = 1 / Double(max(1, repeats)).squareRoot()
        let ofExamples = Self.usualShare.squareRoot()
        let noise = (within?.deviation ?? 0) * ofRepeats
        let usual = (between?.deviation ?? 0) * ofExamples
        let isOfRepeats = noise > usual
        guard let spread = isOfRepeats ? within : between, max(noise, usual) > 0 else { return nil }
        let share = (isOfRepeats ? ofRepeats : ofExamples) * 2.0.squareRoot()
        self.init(
            { shift * share * $0 }, of: spread, room: room,
            basis: isOfRepeats ? .repeats(spread) : .examples(spread),
            count: { Self.pairs(telling: $0 / (share * spread.deviation), tail: tail, from: examples) })
        deviations = shift
        // What share of what examples differ by two candidates have in common is a guess, which no interval of the estimate bounds.
        if !isOfRepeats { bounds = nil }
    }

    /// - Parameter wrong: the base's share of wrong answers.
    private init(answers examples: Int, turned: Double, wrong: Double, tail: Double) {
        gain = SignTest.detectableGain(
            examples: examples, discordance: turned, tail: tail, power: Self.power
        ).flatMap { $0 <= wrong ? $0 : nil }
        let wanted = gain.map { $0 / 2 } ?? (wrong >= 0.2 ? 0.2 : nil)
        enough = wanted.flatMap { wanted in
            Self.least(from: examples) { count in
                SignTest.power(examples: count, gain: wanted, discordance: turned, tail: tail) >= Self.power
            }.map { Enough(count: $0, gain: wanted) }
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
}

// MARK: - Over runs

extension DetectableGain {
    /// What so many pairs of runs tell at the end of a study without examples; by plays of the test (`SignedRankPlan`).
    ///
    /// `nil` where the base's repeats say nothing of noise.
    ///
    /// - Parameters:
    ///   - base: the base's repeats.
    ///   - room: the most that can be gained; `nil` where that is not known.
    package init?(pairs: Int, ofEndOf study: Study, base: [Double], room: Double? = nil, tail: Double) {
        guard let noise = RunNoise(base, of: study, arePaired: true), let spread = SpreadEstimate(of: [base]),
            let shift = SignedRankPlan.detectableDifference(count: pairs, tail: tail, power: Self.power)
        else { return nil }
        self.init(
            { noise.amount(of: 2.0.squareRoot() * shift * $0) }, of: noise.spread, room: room,
            basis: .repeats(spread), count: { Self.pairs(telling: $0, in: noise, tail: tail, from: pairs) })
    }

    /// What a study's steps over runs tell, by plays of the step (`StepPlays`); `min_gain` is included.
    ///
    /// A candidate's noise is taken to be like its parent's, and to be near normal, of the size that the base's repeats have. Values drawn from so few would vary less than such
    /// runs do. `nil` where fewer than two repeats say nothing about noise, or where nothing can ever be accepted.
    ///
    /// - Parameters:
    ///   - base: the base's repeats, of a study without examples.
    ///   - room: the most that can be gained; `nil` where that is not known.
    package init?(ofStepsOf study: Study, base: [Double], room: Double? = nil) {
        let (plan, confidence) = (ComparisonPlan(study, examples: 0), study.objectiveConfidence)
        guard let noise = RunNoise(base, of: study, arePaired: plan.isPaired),
            let spread = SpreadEstimate(of: [base]),
            let reference = study.evaluator.measure.statistic.value(of: base),
            let plays = StepPlays(plan, confidence: confidence)
        else { return nil }
        let least = study.evaluator.measure.minGain.amount(over: reference)
        let margin = noise.gain(of: least)
        guard margin.isFinite else { return nil }
        self.init(
            { noise.amount(of: plays.detectableGain(deviation: $0, margin: margin)) }, of: noise.spread,
            room: room, basis: .repeats(spread),
            count: { half in
                // More runs do not tell what `min_gain` turns down.
                half < least
                    ? nil
                    : Self.pairs(telling: half, in: noise, tail: ErrorRate.tail(confidence), from: 2)
            })
    }

    /// How many pairs tell a gain in the metric's unit; `nil` where no number does.
    private static func pairs(telling gain: Double, in noise: RunNoise, tail: Double, from count: Int) -> Int?
    {
        let difference = noise.gain(of: gain) / (2.0.squareRoot() * noise.spread.deviation)
        return least(from: count) {
            SignedRankPlan.power(count: $0, difference: difference, tail: tail) >= power
        }
    }
}

// MARK: - How many

extension DetectableGain {
    /// What so many paired differences tell, in standard deviations of those; `nil` of fewer than two.
    private static func shift(pairs: Int, tail: Double) -> Double? {
        MeanPlan.detectableDifference(count: pairs, tail: tail, power: power)
    }

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
