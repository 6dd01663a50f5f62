/// The sign-flip permutation test of the mean of paired gains, for examples (Fisher 1935; Pitman 1937).
///
/// The mean over examples is what a study scores by, and its gains are bounded and often tied: with right-or-wrong scores this is
/// the exact sign test, and counted as such however many there are. A margin is tested by the means of subsets of the gains: of all equally
/// likely sign patterns, as many beat the observed one as there are subsets whose mean is at most the margin (Hartigan 1969). So the bounds are
/// order statistics of those means and agree with the test; where fewer gains are any than could decide there are none. Examples that go together are flipped together.
package struct SignFlipTest: DifferenceTest {
    package let count: Int
    package let estimate: Double
    /// By pattern, the mean of what it flips; the observed pattern, which is the empty subset, has none and is left out.
    private let subsetMeans: PatternValues
    /// Where all gains that are any have one size, or there are none.
    private let signTest: SignTest?
    /// The sum of each unit, and its size.
    private let units: [(sum: Double, size: Double)]
    private let largest: Double

    /// - Parameters:
    ///   - gains: of the pairs, at least one.
    ///   - clusters: the cluster of each pair, where some belong together.
    ///   - tail: the smallest one-sided level that will be asked of it.
    ///   - generator: draws the subsets where there are too many of them.
    package init(
        _ gains: [Double], clusters: [String]? = nil, tail: Double = 1,
        using generator: inout some RandomNumberGenerator
    ) {
        precondition(!gains.isEmpty, "a test needs a pair")
        let units = ExampleUnits(count: gains.count, clusters: clusters)
        let sums = units.sums(gains)
        count = sums.count
        estimate = Summaries.mean(gains) ?? 0
        subsetMeans = Self.subsetMeans(sums, units.sizes, tail: tail, using: &generator)
        signTest = Self.signTest(sums)
        self.units = Array(zip(sums, units.sizes))
        largest = sums.reduce(0) { max($0, abs($1)) }
    }

    /// The smallest p-value that so many pairs, or clusters of them, can give: with all of the evidence on one side.
    package static func smallestP(pairs: Int) -> Double {
        (0..<max(0, pairs)).reduce(1) { half, _ in half / 2 }
    }

    package var name: String {
        if signTest != nil { return "sign test (exact)" }
        return "sign-flip permutation" + (count <= SignPatterns.exactLimit ? " (exact)" : "")
    }

    package func p(over margin: Double) -> Double {
        if margin == 0, let signTest { return signTest.p }
        // Means that differ from the margin by rounding alone count as equal to it.
        let rounding = 1e-12 * (abs(margin) + largest)
        let drawn = subsetMeans.share { $0 <= margin + rounding }
        // Where none lies against it, the patterns that flip no gain are known without a draw.
        guard drawn < 1, units.allSatisfy({ $0.sum >= (margin - rounding) * $0.size }) else { return drawn }
        return Self.smallestP(pairs: units.count { $0.sum > (margin + rounding) * $0.size })
    }

    /// The two-sided p-value of "no difference": twice the smaller of the two one-sided ones.
    ///
    /// With n units it is never below 2^(1 - n).
    package var twoSidedP: Double {
        let bound = 1e-12 * largest
        return min(1, 2 * min(p(over: 0), subsetMeans.share { $0 >= -bound }))
    }

    /// Whether so many units differ at all that they could decide at a level. Where nearly all are alike, as answers that no change turns, gains are not spread about
    /// their mean alike on both sides, and bounds would take the few for all that there are.
    private func isBounded(tail: Double) -> Bool {
        ErrorRate.holds(Self.smallestP(pairs: units.count { $0.sum != 0 }), within: tail)
    }

    package func lowerBound(tail: Double) -> Double? {
        guard isBounded(tail: tail) else { return nil }
        let bound = subsetMeans.bound(from: .lowest, tail: tail)
        // The mean is above the least gain unless nothing is flipped.
        guard let least = means(within: tail).min() else { return bound }
        return bound.map { max($0, least) } ?? least
    }

    package func upperBound(tail: Double) -> Double? {
        guard isBounded(tail: tail) else { return nil }
        let bound = subsetMeans.bound(from: .highest, tail: tail)
        guard let most = means(within: tail).max() else { return bound }
        return bound.map { min($0, most) } ?? most
    }

    /// The mean of each unit, where a single pattern is less than a level; else empty.
    private func means(within tail: Double) -> [Double] {
        count > SignPatterns.exactLimit && ErrorRate.holds(Self.smallestP(pairs: count), within: tail)
            ? units.map { $0.sum / $0.size } : []
    }

    private static func subsetMeans(
        _ sums: [Double], _ sizes: [Double], tail: Double, using generator: inout some RandomNumberGenerator
    ) -> PatternValues {
        let patterns = SignPatterns(units: sums.count, tail: tail, using: &generator) { tilts(sums, sizes) }
        let flipped = patterns.sums(of: sizes)
        var means = patterns.sums(of: sums)
        for pattern in means.indices { means[pattern] /= flipped[pattern] }
        return patterns.values(means).leaving(out: flipped.map { $0 == 0 })
    }

    /// Towards subsets whose means lie far below and far above the mean of all: what is flipped is what lies beyond such a margin.
    private static func tilts(_ sums: [Double], _ sizes: [Double]) -> [[Double]] {
        let size = sizes.reduce(0, +)
        let mean = sums.reduce(0, +) / size
        let error =
            zip(sums, sizes).reduce(0) { sum, unit in
                let excess = unit.0 - mean * unit.1
                return sum + excess * excess
            }.squareRoot() / size
        return SignPatterns.reaches.flatMap { reach in
            [1.0, -1].compactMap { side in
                let margin = mean - side * reach * error
                let excess = zip(sums, sizes).map { side * ($0 - margin * $1) }
                return SignPatterns.tilt(toward: excess, reach: reach)
            }
        }
    }

    private static func signTest(_ sums: [Double]) -> SignTest? {
        let sizes = sums.map(abs).filter { $0 > 0 }
        guard Set(sizes).count <= 1 else { return nil }
        let wins = sums.count { $0 > 0 }
        return SignTest(wins: wins, losses: sizes.count - wins)
    }
}
