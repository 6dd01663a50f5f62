/// Wilcoxon's signed-rank test of paired gains, for repeats of a measurement (Wilcoxon 1945).
///
/// Ranks bound the weight of an outlier, which timings are full of. Differences of zero are ranked and then left out (Pratt 1959), ties
/// share ranks, and the distribution is counted for exactly these ranks. The estimate is the median of the means of all pairs of
/// gains (Hodges and Lehmann 1963), and its bounds are the order statistics of those (Tukey 1949).
package struct SignedRankTest: DifferenceTest {
    /// Up to here the distribution is counted; above, the normal one is as good.
    static let exactLimit = 100

    private let gains: [Double]
    /// The means of all pairs of gains, a gain with itself included, in order.
    private let pairMeans: [Double]

    /// - Parameter gains: of the pairs, at least one.
    package init(_ gains: [Double]) {
        precondition(!gains.isEmpty, "a test needs a pair")
        self.gains = gains
        var means: [Double] = []
        means.reserveCapacity(gains.count * (gains.count + 1) / 2)
        for (index, gain) in gains.enumerated() {
            for other in gains[index...] { means.append((gain + other) / 2) }
        }
        pairMeans = means.sorted()
    }

    /// The smallest p-value that so many pairs can give: with all of the evidence on one side.
    package static func smallestP(pairs: Int) -> Double {
        (0..<max(0, pairs)).reduce(1) { half, _ in half / 2 }
    }

    package var name: String { "Wilcoxon signed-rank" + (gains.count <= Self.exactLimit ? " (exact)" : "") }
    package var count: Int { gains.count }
    package var estimate: Double { Summaries.median(ofSorted: pairMeans) }

    package func p(over margin: Double) -> Double {
        let excess = gains.map { $0 - margin }
        let ranked = zip(Ranks.doubled(excess.map(abs)), excess).filter { $0.1 != 0 }
        let ranks = ranked.map(\.0)
        let positive = ranked.reduce(0) { $0 + ($1.1 > 0 ? $1.0 : 0) }
        if gains.count <= Self.exactLimit {
            return RankDistribution(signsOf: ranks).chance(atLeast: positive)
        }
        let mean = Double(ranks.reduce(0, +)) / 2
        let variance = ranks.reduce(0.0) { $0 + Double($1 * $1) } / 4
        return NormalDistribution.upperTail(of: Double(positive) - 1, mean: mean, variance: variance)
    }

    package func lowerBound(tail: Double) -> Double? {
        let rank = boundRank(tail: tail)
        return rank > 0 ? pairMeans[rank - 1] : nil
    }

    package func upperBound(tail: Double) -> Double? {
        let rank = boundRank(tail: tail)
        return rank > 0 ? pairMeans[pairMeans.count - rank] : nil
    }

    /// How far from the ends of `pairMeans` the bounds lie; 0 where there are none.
    private func boundRank(tail: Double) -> Int {
        let n = gains.count
        guard n > Self.exactLimit else {
            return RankDistribution(signsOf: Array(1...n)).count(within: tail, from: 0, unit: 1)
        }
        let mean = Double(n * (n + 1)) / 4
        let variance = Double(n * (n + 1) * (2 * n + 1)) / 24
        return NormalDistribution.countBelow(
            tail: tail, mean: mean, variance: variance, of: pairMeans.count)
    }
}
