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
    /// By sign pattern but the observed one, the largest distance of a candidate's mean from its own, in order.
    private let distances: [Double]

    /// - Parameters:
    ///   - gains: by candidate, its gain over the base on each example, at least one; 0 where it has no score there.
    ///   - clusters: the cluster of each example, where some belong together.
    ///   - generator: draws the sign patterns where there are too many of them.
    package init(
        gains: [[Double]], clusters: [String]? = nil, using generator: inout some RandomNumberGenerator
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
        let excess = zip(sums, means).map { sums, mean in zip(sums, units.sizes).map { $0 - mean * $1 } }
        // A row for each unit, so that a pattern goes through memory in order.
        let rows = units.members.indices.map { unit in sums.indices.map { sums[$0][unit] * scales[$0] } }
        let excessRows = units.members.indices.map { unit in excess.indices.map { excess[$0][unit] } }
        var (largest, distances) = ([Double](), [Double]())
        SignPatterns.forEach(units: units.members.count, using: &generator) { pattern in
            largest.append(Self.flipped(statistics, rows, pattern).max() ?? 0)
            let none = [Double](repeating: 0, count: gains.count)
            let distance = Self.flipped(none, excessRows, pattern).reduce(0) { max($0, abs($1)) }
            distances.append(distance * correction)
        }
        self.count = units.members.count
        self.isRightOrWrong = isRightOrWrong
        self.means = means
        self.statistics = statistics
        self.largest = largest
        self.distances = distances.sorted()
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
        let rank = (confidence * Double(distances.count + 1) - 1e-9).rounded(.up)
        guard let rank = Int(exactly: rank), (1...max(1, distances.count)).contains(rank),
            distances.count > 1
        else { return nil }
        let reach = distances[rank - 1]
        let interval = (means[candidate] - reach)...(means[candidate] + reach)
        // No more than all examples can be won, or lost.
        return isRightOrWrong ? interval.clamped(to: -1...1) : interval
    }

    /// The sums with the rows of a pattern turned around.
    private static func flipped(_ sums: [Double], _ rows: [[Double]], _ pattern: [Bool]) -> [Double] {
        var result = sums
        for (unit, isFlipped) in pattern.enumerated() where isFlipped {
            for (candidate, part) in rows[unit].enumerated() { result[candidate] -= 2 * part }
        }
        return result
    }
}
