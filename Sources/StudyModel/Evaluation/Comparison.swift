import Statistics

/// How a candidate was compared with another one: the test, and its figures.
package struct Comparison: Hashable, Sendable {
    /// What counts as one observation.
    package struct Unit: OpenWord {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let example = Unit(rawValue: "example")
        /// Examples that go together.
        package static let cluster = Unit(rawValue: "cluster")
        /// A run of each, beside each other.
        package static let pair = Unit(rawValue: "pair")
        /// A run of the candidate.
        package static let run = Unit(rawValue: "run")
        /// Two candidates of a chain, compared by a step or apart from any.
        package static let comparison = Unit(rawValue: "comparison")

        /// Whether the same examples were run by both, alone or in clusters.
        package var isOfExamples: Bool { self == .example || self == .cluster }

        /// Whether runs were compared, beside each other or not.
        package var isOfRuns: Bool { self == .pair || self == .run }
    }

    /// The name of the test, such as `Wilcoxon signed-rank (exact)`; `exact` for a deterministic evaluator.
    package var test: String
    /// The gain over the other one in the metric's unit; positive is better.
    package var gain: Double
    /// The interval of the gain at the study's confidence, where the test gives one.
    package var low: Double?
    package var high: Double?
    /// One-sided, for "no better than the other one"; `nil` for an exact comparison.
    package var p: Double?
    /// How many observations, by what counts as one.
    package var n: Int
    package var unit: Unit
    /// The value that the candidate was compared with.
    package var reference: Double
    /// Whether percent of the reference mean something: all values that it rests on are above zero, and its bounds hold in percent.
    package var isRatio: Bool

    package init(
        test: String, gain: Double, low: Double? = nil, high: Double? = nil, p: Double? = nil, n: Int,
        unit: Unit = .run, reference: Double, isRatio: Bool = true
    ) {
        self.test = test
        self.gain = Self.withoutRounding(gain, over: reference)
        self.low = low.map { Self.withoutRounding($0, over: reference) }
        self.high = high.map { Self.withoutRounding($0, over: reference) }
        self.p = p
        self.n = n
        self.unit = unit
        self.reference = reference
        self.isRatio = isRatio
    }

    /// The test of what is nothing but the scores of two, each as it was measured.
    static let differenceOfScores = "difference of scores"

    /// Tells whether it bears the claim that there is a gain, where its interval has this level: the test says so and the bound, or nothing is random.
    package func isShown(confidence: Double) -> Bool {
        guard let p else { return gain > 0 }
        return (low ?? -.infinity) > 0 && ErrorRate.holds(p, within: ErrorRate.side(ofInterval: confidence))
    }

    /// The estimate alone, for what can bear no claim.
    package var withoutClaim: Comparison {
        var bare = self
        (bare.low, bare.high, bare.p) = (nil, nil, nil)
        return bare
    }

    /// With the p-value of "no different", for a metric that is better in neither direction: twice the lesser of those of both, at most 1.
    ///
    /// - Parameter reversed: the same comparison with the other direction for better.
    package func twoSided(with reversed: Comparison?) -> Comparison {
        var both = self
        both.p = p.flatMap { p in reversed?.p.map { min(1, 2 * min(p, $0)) } }
        return both
    }

    /// What two means of the same values in another order differ by is no gain and no loss.
    private static func withoutRounding(_ difference: Double, over reference: Double) -> Double {
        abs(difference) <= 1e-12 * abs(reference) ? 0 : difference
    }
}
