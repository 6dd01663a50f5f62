/// The sign-flip permutation test of the mean of paired gains, for examples (Fisher 1935; Pitman 1937).
///
/// The mean over examples is what a study scores by, and its gains are bounded and often tied: with right-or-wrong scores this is
/// the exact sign test, and counted as such however many there are. A margin is tested by the means of subsets of the gains: of all equally
/// likely sign patterns, as many beat the observed one as there are subsets whose mean is at most the margin (Hartigan 1969). So the bounds are
/// order statistics of those means and agree with the test. Examples that go together are flipped together.
package struct SignFlipTest: DifferenceTest {
    package let count: Int
    package let estimate: Double
    /// How many sign patterns there are, or are drawn, the observed one included.
    private let patterns: Int
    /// Those of the observed pattern, which is the empty subset, have none and are left out.
    private let subsetMeans: [Double]
    /// Where all gains that are any have one size.
    private let signTest: SignTest?
    private let largest: Double

    /// - Parameters:
    ///   - gains: of the pairs, at least one.
    ///   - clusters: the cluster of each pair, where some belong together.
    ///   - generator: draws the subsets where there are too many of them.
    package init(
        _ gains: [Double], clusters: [String]? = nil, using generator: inout some RandomNumberGenerator
    ) {
        precondition(!gains.isEmpty, "a test needs a pair")
        let units = ExampleUnits(count: gains.count, clusters: clusters)
        let sums = units.sums(gains)
        count = sums.count
        estimate = Summaries.mean(gains) ?? 0
        patterns = SignPatterns.count(units: sums.count)
        subsetMeans = Self.subsetMeans(sums, units.sizes, using: &generator)
        signTest = Self.signTest(sums)
        largest = sums.reduce(0) { max($0, abs($1)) }
    }

    /// The smallest p-value that so many pairs, or clusters of them, can give: with all of the evidence on one side.
    package static func smallestP(pairs: Int) -> Double {
        max(1 / Double(SignPatterns.drawn + 1), (0..<max(0, pairs)).reduce(1) { half, _ in half / 2 })
    }

    package var name: String {
        let isExact = signTest != nil || patterns <= 1 << SignPatterns.exactLimit
        return "sign-flip permutation" + (isExact ? " (exact)" : "")
    }

    package func p(over margin: Double) -> Double {
        if margin == 0, let signTest { return signTest.p }
        // Means that differ from the margin by rounding alone count as equal to it.
        let bound = margin + 1e-12 * (abs(margin) + largest)
        return Double(subsetMeans.count { $0 <= bound } + observed) / Double(patterns)
    }

    /// How often the observed pattern is among them: once, and each time that it was drawn.
    private var observed: Int { patterns - subsetMeans.count }

    /// The two-sided p-value of "no difference": twice the smaller of the two one-sided ones.
    ///
    /// With n units it is never below 2^(1 - n).
    package var twoSidedP: Double {
        let bound = 1e-12 * largest
        let above = subsetMeans.count { $0 >= -bound }
        return min(1, 2 * min(p(over: 0), Double(above + observed) / Double(patterns)))
    }

    package func lowerBound(tail: Double) -> Double? {
        let rank = boundRank(tail)
        return rank > 0 ? OrderStatistic.value(at: rank - 1, of: subsetMeans) : nil
    }

    package func upperBound(tail: Double) -> Double? {
        let rank = boundRank(tail)
        return rank > 0 ? OrderStatistic.value(at: subsetMeans.count - rank, of: subsetMeans) : nil
    }

    /// How far from the ends of `subsetMeans`, in order, the bounds lie; 0 or less where there are none.
    private func boundRank(_ tail: Double) -> Int {
        let allowed = (tail * Double(patterns) + 1e-9).rounded(.down)
        return min(subsetMeans.count, (Int(exactly: allowed) ?? 0) + 1 - observed)
    }

    private static func subsetMeans(
        _ sums: [Double], _ sizes: [Double], using generator: inout some RandomNumberGenerator
    ) -> [Double] {
        let patterns = SignPatterns(units: sums.count, using: &generator)
        let flipped = patterns.sums(of: sizes)
        var means = patterns.sums(of: sums)
        for pattern in means.indices { means[pattern] /= flipped[pattern] }
        // None is flipped where the observed pattern was drawn once more.
        return flipped.contains(0) ? zip(means, flipped).filter { $0.1 > 0 }.map(\.0) : means
    }

    private static func signTest(_ sums: [Double]) -> SignTest? {
        let sizes = sums.map(abs).filter { $0 > 0 }
        guard let first = sizes.first, sizes.allSatisfy({ $0 == first }) else { return nil }
        let wins = sums.count { $0 > 0 }
        return SignTest(wins: wins, losses: sizes.count - wins)
    }
}
