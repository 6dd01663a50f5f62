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
    private let largest: PatternValues
    /// By sign pattern but the observed one, the largest distance of a candidate's mean from its own.
    private let distances: PatternValues
    /// `nil` where it is not known what the base has.
    private let shares: MaximumShare?

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
        let excess = zip(sums, means).map { sums, mean in zip(sums, units.sizes).map { $0 - mean * $1 } }
        // What is tilted towards gains seldom strays from them.
        let straying =
            patterns.weights == nil
            ? patterns
            : SignPatterns(units: units.members.count, tail: tail, using: &generator) {
                excess.flatMap { SignPatterns.tilts(towardBothSidesOf: $0) }
            }
        shares = base.map {
            MaximumShare(sums, over: units.sums($0), sizes: units.sizes, patterns: straying)
        }
        self.count = units.members.count
        self.isRightOrWrong = isRightOrWrong
        self.means = means
        self.statistics = statistics
        self.largest = patterns.values(largest)
        distances = Self.distances(excess, over: Double(count), by: straying)
    }

    /// Returns, by pattern, the largest distance of a candidate's mean from its own.
    ///
    /// - Parameter excess: by candidate and unit, what its gains are beyond its mean.
    private static func distances(_ excess: [[Double]], over count: Double, by patterns: SignPatterns)
        -> PatternValues
    {
        let independent = Double(excess.first?.count ?? 0)
        let scale = 2 * (independent / max(1, independent - 1)).squareRoot() / count
        var distances = [Double](repeating: 0, count: patterns.count)
        for excess in excess {
            for (pattern, part) in patterns.sums(of: excess).enumerated() {
                distances[pattern] = max(distances[pattern], abs(part) * scale)
            }
        }
        return patterns.distances(distances)
    }

    /// The mean gain of one of the candidates, by its place.
    package func estimate(of candidate: Int) -> Double? { means[candidate] }

    /// The one-sided p-value of "it is no better than the base", for a candidate that may have been picked in any way.
    package func p(of candidate: Int) -> Double {
        let bound = statistics[candidate] - 1e-9 * max(1, abs(statistics[candidate]))
        return largest.share { $0 >= bound }
    }

    /// The interval of its gain, which holds for all candidates at once and so for the one that was picked.
    ///
    /// `nil` where there are too few examples or clusters for the confidence.
    package func interval(of candidate: Int, confidence: Double) -> ClosedRange<Double>? {
        guard let reach = distances.bound(from: .highest, tail: 1 - confidence) else { return nil }
        let interval = (means[candidate] - reach)...(means[candidate] + reach)
        // No more than all examples can be won, or lost.
        return isRightOrWrong ? interval.clamped(to: -1...1) : interval
    }

    /// The interval of its gain as a share of the base's mean, which holds for all candidates at once (`MaximumShare`).
    package func share(of candidate: Int, confidence: Double) -> ClosedRange<Double>? {
        shares?.interval(of: candidate, confidence: confidence)
    }
}
