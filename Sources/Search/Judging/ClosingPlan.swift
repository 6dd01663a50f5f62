import Statistics
import StudyModel

/// What a comparison of the winner with the base over examples can tell, before anything is spent: at the end of a run, or on the sealed test.
package struct ClosingPlan: Hashable, Sendable {
    /// What both will have been run on.
    package let split: Split
    /// How many observations that is: examples, or clusters of them.
    package let observations: Int
    /// How many candidates are taken out at most: those that these examples score; 1 where nothing selected the winner by them.
    package let candidates: Int
    /// The chance of a false claim at the first look.
    private let tail: Double

    /// The plan of a run's end; `nil` where it claims nothing over examples.
    package init?(ofEndOf study: Study, examples: [Example]) {
        switch ClosingMethod(of: study, examples: examples) {
        case .pairs, .none: return nil
        case .apart: self.init(study, examples, .confirm, candidates: 1)
        case .maximum: self.init(study, examples, .validation, candidates: study.budget.steps ?? 20)
        }
    }

    /// The plan of a test of the winner; `nil` where nothing is sealed.
    package init?(ofTestOf study: Study, examples: [Example]) {
        self.init(study, examples, .test, candidates: 1)
        if observations == 0 { return nil }
    }

    private init(_ study: Study, _ examples: [Example], _ split: Split, candidates: Int) {
        self.split = split
        self.candidates = candidates
        observations = examples.observations(of: split)
        tail = ClosingLooks.tail(ofLook: 1, total: (1 - study.search.accept.confidence) / 2)
    }

    /// Tells whether so few observations can bear a claim at all, with all of the evidence on one side.
    package var canClaim: Bool { observations >= least }

    /// The least number of observations that can bear a claim.
    package var least: Int {
        (1...1000).first { SignFlipTest.smallestP(pairs: $0) <= tail + 1e-12 } ?? 1000
    }

    /// The smallest gain that is claimed four times in five, for examples that are right or wrong.
    ///
    /// Where the best of several candidates is taken out each has its part of the error, which is what the maximum comes to at most.
    ///
    /// - Parameter base: the base's scores, of each example its repeats.
    package func detectable(base: [[Double]]) -> DetectableShare? {
        DetectableShare(examples: observations, base: base, tail: tail / Double(max(1, candidates)))
    }
}

/// The smallest gain that a comparison over examples which are right or wrong tells four times in five, as a share of them.
package struct DetectableShare: Hashable, Sendable {
    private static let power = 0.8
    /// More examples than anybody has.
    private static let most = 1 << 17

    /// `nil` where none is told so often.
    package let gain: Double?
    /// How many examples would tell half of it; of what cannot be told, 20 in 100. `nil` where no number would.
    package let enoughForHalf: Int?

    /// - Parameters:
    ///   - base: the base's scores, of each example its repeats. How often they differ is how often a change without any gain turns an answer, each way,
    ///     at least; it is taken to be 15 in 100 where they tell less.
    ///   - tail: the one-sided level of the test.
    ///
    /// `nil` where scores are other than 0 and 1, which tell nothing of it.
    package init?(examples: Int, base: [[Double]], tail: Double) {
        guard examples > 0, base.allSatisfy({ $0.allSatisfy { [0, 1].contains($0) } }) else { return nil }
        // An unbiased estimate of p(1 - p), which is how often one run is right and another wrong.
        let turns = base.filter { $0.count > 1 }.map { values -> Double in
            let (n, right) = (Double(values.count), values.reduce(0, +))
            return right * (n - right) / (n * (n - 1))
        }
        let discordance = max(ComparisonPlan.usualDiscordance, Summaries.mean(turns) ?? 0)
        gain = SignTest.detectableGain(
            examples: examples, discordance: discordance, tail: tail, power: Self.power)
        let wanted = gain.map { $0 / 2 } ?? 0.2
        enoughForHalf = Self.least(from: examples) { count in
            SignTest.power(examples: count, gain: wanted, discordance: discordance, tail: tail) >= Self.power
        }
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
