/// The test of the best of many candidates that were all scored on the same examples: the maximum over all of them is taken out.
///
/// The one that was picked is compared with the largest statistic that any candidate gets by chance alone (single-step max-T,
/// Westfall and Young 1993). Chance is a sign for each whole row, the gains of all candidates on one example, so that what the
/// candidates have in common stays. Right-or-wrong scores are compared by McNemar's z, as the plain mean claims too much there where the base is
/// seldom right; others by the mean. It holds only where none of these scores decided which candidates came to be.
package struct MaximumTest: FamilyTest {
    package let name = "sign flips"
    /// How many observations there are: examples, or clusters of them.
    package let count: Int
    private let isRightOrWrong: Bool
    /// By candidate, the mean gain.
    private let means: [Double]
    /// By candidate, how many units it gains or loses anything on.
    private let differing: [Int]
    /// By candidate, the statistic.
    private let statistics: [Double]
    /// By sign pattern but the observed one, the largest statistic over the candidates.
    private let largest: PatternValues
    private let bounds: MaximumBounds?
    /// `nil` where it is not known what the base has, or its mean is not above zero.
    private let shares: MaximumBounds?

    /// - Parameters:
    ///   - gains: by candidate, its gain over the base on each example, at least one; 0 where it has no score there.
    ///   - base: what the base has on each example, where its gains are to be told as shares of that.
    ///   - clusters: the cluster of each example, where some belong together.
    ///   - tail: the smallest one-sided level that will be asked of it.
    ///   - generator: draws the sign patterns where there are too many of them.
    package init(
        gains: [[Double]], over base: [Double]? = nil, clusters: [String]? = nil, tail: Double = 1,
        using generator: inout some RandomNumberGenerator
    ) {
        let count = gains.first?.count ?? 0
        precondition(count > 0 && gains.allSatisfy { $0.count == count }, "each candidate has all examples")
        let units = ExampleUnits(count: count, clusters: clusters)
        let sums = gains.map(units.sums)
        let means = gains.map { Summaries.mean($0) ?? 0 }
        let isRightOrWrong = gains.allSatisfy { $0.allSatisfy { [-1, 0, 1].contains($0) } }
        let scales = sums.map { sums in
            let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return !isRightOrWrong ? 1 / Double(count) : length > 0 ? 1 / length : 0
        }
        let statistics = zip(sums, scales).map { $0.reduce(0, +) * $1 }
        let patterns = SignPatterns(units: units.members.count, tail: tail, using: &generator) {
            sums.flatMap { SignPatterns.tilts(toward: $0) }
        }
        var largest = [Double](repeating: -.infinity, count: patterns.count)
        for (candidate, sums) in sums.enumerated() {
            for (pattern, part) in patterns.sums(of: sums).enumerated() {
                largest[pattern] = max(largest[pattern], statistics[candidate] - 2 * part * scales[candidate])
            }
        }
        // Bounds lie where the gains are not, so that what is tilted towards those tells little of them.
        let straying =
            patterns.weights == nil
            ? patterns
            : SignPatterns(units: units.members.count, tail: tail, using: &generator) {
                zip(sums, means).flatMap { MaximumBounds.tilts($0, mean: $1, sizes: units.sizes) }
            }
        bounds = MaximumBounds(sums, over: units.sizes, count: Double(count), patterns: straying)
        shares = base.flatMap {
            MaximumBounds(sums, over: units.sums($0), count: Double(count), patterns: straying)
        }
        self.count = units.members.count
        self.isRightOrWrong = isRightOrWrong
        self.means = means
        differing = sums.map { $0.count { $0 != 0 } }
        self.statistics = statistics
        self.largest = patterns.values(largest)
    }

    /// The mean gain of one of the candidates, by its place.
    package func estimate(of candidate: Int) -> Double? { means[candidate] }

    /// The one-sided p-value of "it is no better than the base", for a candidate that may have been picked in any way.
    package func p(of candidate: Int) -> Double {
        let bound = largest.nearly(statistics[candidate])
        return largest.share { $0 >= bound }
    }

    /// The interval of its gain, which holds for all candidates at once and so for the one that was picked (`MaximumBounds`).
    ///
    /// `nil` where there are too few examples or clusters for the confidence.
    package func interval(of candidate: Int, confidence: Double) -> ClosedRange<Double>? {
        guard isBounded(candidate, confidence) else { return nil }
        let interval = bounds?.interval(of: candidate, confidence: confidence)
        // No more than all examples can be won, or lost.
        return isRightOrWrong ? interval?.clamped(to: -1...1) : interval
    }

    /// The interval of its gain as a share of the base's mean, which holds for all candidates at once (`MaximumBounds`).
    package func share(of candidate: Int, confidence: Double) -> ClosedRange<Double>? {
        guard isBounded(candidate, confidence) else { return nil }
        return shares?.interval(of: candidate, confidence: confidence)
    }

    /// Whether so many units differ that they could decide; else the others would be taken for alike (`SignFlipTest`).
    private func isBounded(_ candidate: Int, _ confidence: Double) -> Bool {
        ErrorRate.holds(
            SignFlipTest.smallestP(pairs: differing[candidate]),
            within: ErrorRate.side(ofInterval: confidence))
    }
}
