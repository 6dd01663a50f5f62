/// Wilcoxon's rank-sum test of two samples that are not paired, for figures of earlier steps (Wilcoxon 1945; Mann and Whitney 1947).
///
/// Ties share ranks and the distribution is counted for exactly these ranks. The estimate is the median of all differences between
/// the samples (Hodges and Lehmann 1963), and its bounds are the order statistics of those (Moses 1965).
package struct RankSumTest: DifferenceTest {
    /// Up to this many values in all the distribution is counted; above, the normal one is as good.
    static let exactLimit = 50

    private let candidate: [Double]
    private let parent: [Double]
    /// All differences of a candidate's gain from a parent's, in order.
    private let differences: [Double]

    /// Both samples as gains over the same reference, neither empty.
    package init(of candidate: [Double], over parent: [Double]) {
        precondition(!candidate.isEmpty && !parent.isEmpty, "a test needs two samples")
        self.candidate = candidate
        self.parent = parent
        differences = candidate.flatMap { gain in parent.map { gain - $0 } }.sorted()
    }

    /// The smallest p-value that samples of these sizes can give: with all of the evidence on one side.
    package static func smallestP(candidate: Int, parent: Int) -> Double {
        guard candidate > 0 else { return 1 }
        let choices = (1...candidate).reduce(1.0) { $0 * Double(parent + $1) / Double($1) }
        return 1 / choices
    }

    package var name: String { "Mann-Whitney U" + (isExact ? " (exact)" : "") }
    package var count: Int { candidate.count }
    package var estimate: Double { Summaries.median(ofSorted: differences) }

    /// The chance that a value of the candidate is better than one of the parent, equal ones counted half: U over its largest value,
    /// an effect that knows no unit (Mann and Whitney 1947; Vargha and Delaney 2000).
    package var superiority: Double {
        let wins = differences.reduce(0.0) { $0 + ($1 > 0 ? 1 : $1 == 0 ? 0.5 : 0) }
        return wins / Double(differences.count)
    }

    /// Bounds of that on both sides, from how far each value's own share of wins lies from the others' (DeLong, DeLong and Clarke-Pearson 1988).
    package func superiorityInterval(confidence: Double) -> ClosedRange<Double> {
        let shares = { (values: [Double], others: [Double], sign: Double) in
            values.map { value in
                others.reduce(0.0) { $0 + (sign * value > sign * $1 ? 1 : value == $1 ? 0.5 : 0) }
                    / Double(others.count)
            }
        }
        let spreads = [shares(candidate, parent, 1), shares(parent, candidate, -1)].map { shares in
            (Summaries.standardDeviation(shares) ?? 0) / Double(shares.count).squareRoot()
        }
        let error = spreads.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let reach = error * NormalDistribution.criticalValue(tail: (1 - confidence) / 2)
        return max(0, superiority - reach)...min(1, superiority + reach)
    }

    private var isExact: Bool { candidate.count + parent.count <= Self.exactLimit }

    package func p(over margin: Double) -> Double {
        let ranks = Ranks.doubled(candidate.map { $0 - margin } + parent)
        let sum = ranks.prefix(candidate.count).reduce(0, +)
        if isExact {
            return RankDistribution(choosing: candidate.count, of: ranks).chance(atLeast: sum)
        }
        let all = Double(ranks.count)
        let share = Double(candidate.count) / all
        let mean = Double(ranks.reduce(0, +)) / all
        let spread = ranks.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / (all - 1)
        let variance = spread * all * share * (1 - share)
        return NormalDistribution.upperTail(
            of: Double(sum) - 1, mean: mean * Double(candidate.count), variance: variance)
    }

    package func lowerBound(tail: Double) -> Double? {
        let rank = boundRank(tail: tail)
        return rank > 0 ? differences[rank - 1] : nil
    }

    package func upperBound(tail: Double) -> Double? {
        let rank = boundRank(tail: tail)
        return rank > 0 ? differences[differences.count - rank] : nil
    }

    /// How far from the ends of `differences` the bounds lie; 0 where there are none.
    private func boundRank(tail: Double) -> Int {
        let (m, n) = (candidate.count, parent.count)
        guard !isExact else {
            return RankDistribution(choosing: m, of: Array(1...(m + n)))
                .count(within: tail, from: m * (m + 1) / 2, unit: 1)
        }
        let variance = Double(m * n * (m + n + 1)) / 12
        return NormalDistribution.countBelow(
            tail: tail, mean: Double(m * n) / 2, variance: variance, of: differences.count)
    }
}
