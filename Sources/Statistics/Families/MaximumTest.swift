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
    /// By candidate, the statistic.
    private let statistics: [Double]
    /// By sign pattern but the observed one, the largest statistic over the candidates.
    private let largest: [Double]
    /// By sign pattern but the observed one, the largest distance of a candidate's mean from its own.
    private let distances: [Double]
    /// `nil` where it is not known what the base has.
    private let shares: MaximumShare?

    /// - Parameters:
    ///   - gains: by candidate, its gain over the base on each example, at least one; 0 where it has no score there.
    ///   - base: what the base has on each example, where its gains are to be told as shares of that.
    ///   - clusters: the cluster of each example, where some belong together.
    ///   - generator: draws the sign patterns where there are too many of them.
    package init(
        gains: [[Double]], over base: [Double]? = nil, clusters: [String]? = nil,
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
        let independent = Double(units.members.count)
        let correction = (independent / max(1, independent - 1)).squareRoot() / Double(count)
        let patterns = SignPatterns(units: units.members.count, using: &generator)
        let flippedSizes = patterns.sums(of: units.sizes)
        var largest = [Double](repeating: -.infinity, count: flippedSizes.count)
        var distances = [Double](repeating: 0, count: flippedSizes.count)
        for candidate in gains.indices {
            let flipped = patterns.sums(of: sums[candidate])
            for (pattern, part) in flipped.enumerated() {
                let statistic = statistics[candidate] - 2 * part * scales[candidate]
                largest[pattern] = max(largest[pattern], statistic)
                let distance = 2 * abs(part - means[candidate] * flippedSizes[pattern]) * correction
                distances[pattern] = max(distances[pattern], distance)
            }
        }
        shares = base.map {
            MaximumShare(sums, over: units.sums($0), sizes: units.sizes, patterns: patterns)
        }
        self.count = units.members.count
        self.isRightOrWrong = isRightOrWrong
        self.means = means
        self.statistics = statistics
        self.largest = largest
        self.distances = distances
    }

    /// The mean gain of one of the candidates, by its place.
    package func estimate(of candidate: Int) -> Double? { means[candidate] }

    /// The one-sided p-value of "it is no better than the base", for a candidate that may have been picked in any way.
    package func p(of candidate: Int) -> Double {
        let bound = statistics[candidate] - 1e-9 * max(1, abs(statistics[candidate]))
        return Double(1 + largest.count { $0 >= bound }) / Double(1 + largest.count)
    }

    /// The interval of its gain, which holds for all candidates at once and so for the one that was picked.
    ///
    /// `nil` where there are too few examples or clusters for the confidence.
    package func interval(of candidate: Int, confidence: Double) -> ClosedRange<Double>? {
        guard let reach = Self.reach(distances, confidence: confidence) else { return nil }
        let interval = (means[candidate] - reach)...(means[candidate] + reach)
        // No more than all examples can be won, or lost.
        return isRightOrWrong ? interval.clamped(to: -1...1) : interval
    }

    /// The interval of its gain as a share of the base's mean, which holds for all candidates at once (`MaximumShare`).
    package func share(of candidate: Int, confidence: Double) -> ClosedRange<Double>? {
        shares?.interval(of: candidate, confidence: confidence)
    }
}
