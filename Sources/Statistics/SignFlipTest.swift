import Text

/// The sign-flip permutation test of the mean of paired gains, for examples (Fisher 1935; Pitman 1937).
///
/// The mean over examples is what a study scores by, and its gains are bounded and often tied: with right-or-wrong scores this is
/// the exact sign test. A margin is tested by the means of subsets of the gains: of all equally likely sign patterns, as many
/// beat the observed one as there are subsets whose mean is at most the margin (Hartigan 1969). So the bounds are order statistics of
/// those means and agree with the test always. Where there are too many subsets a random draw of them stands for all,
/// the observed pattern counted in (Phipson and Smyth 2010).
package struct SignFlipTest: DifferenceTest {
    /// Up to this many gains every subset is taken.
    static let exactLimit = 12
    /// How many sign patterns there are, or are drawn, the observed one included.
    private let patterns: Int
    private let gains: [Double]
    /// In order; the observed pattern's, which is the empty subset, is left out.
    private let subsetMeans: [Double]

    /// - Parameters:
    ///   - gains: of the pairs, at least one.
    ///   - generator: draws the subsets where there are too many of them.
    package init(_ gains: [Double], using generator: inout some RandomNumberGenerator) {
        precondition(!gains.isEmpty, "a test needs a pair")
        self.gains = gains
        patterns = 1 << min(gains.count, Self.exactLimit)
        subsetMeans =
            gains.count <= Self.exactLimit
            ? Self.allMeans(gains) : Self.drawnMeans(gains, count: patterns - 1, using: &generator)
    }

    /// The smallest p-value that so many pairs can give: with all of the evidence on one side.
    package static func smallestP(pairs: Int) -> Double {
        (0..<max(0, min(pairs, exactLimit))).reduce(1) { half, _ in half / 2 }
    }

    package var name: String { "sign-flip permutation" + (gains.count <= Self.exactLimit ? " (exact)" : "") }
    package var count: Int { gains.count }
    package var estimate: Double { Summaries.mean(gains) ?? 0 }

    package func p(over margin: Double) -> Double {
        // Means that differ from the margin by rounding alone count as equal to it.
        let bound = margin + 1e-12 * (abs(margin) + gains.reduce(0) { max($0, abs($1)) })
        let within = subsetMeans.prefix { $0 <= bound }.count
        return Double(within + 1) / Double(patterns)
    }

    package func lowerBound(tail: Double) -> Double? {
        let allowed = Int(clamping: tail * Double(patterns) + 1e-9)
        return allowed > 0 ? subsetMeans[allowed - 1] : nil
    }

    package func upperBound(tail: Double) -> Double? {
        let allowed = Int(clamping: tail * Double(patterns) + 1e-9)
        return allowed > 0 ? subsetMeans[subsetMeans.count - allowed] : nil
    }

    private static func allMeans(_ gains: [Double]) -> [Double] {
        var sums = [(sum: 0.0, count: 0.0)]
        for gain in gains { sums += sums.map { ($0.sum + gain, $0.count + 1) } }
        return sums.dropFirst().map { $0.sum / $0.count }.sorted()
    }

    private static func drawnMeans(
        _ gains: [Double], count: Int, using generator: inout some RandomNumberGenerator
    ) -> [Double] {
        (0..<count).map { _ in drawnMean(gains, using: &generator) }.sorted()
    }

    private static func drawnMean(
        _ gains: [Double], using generator: inout some RandomNumberGenerator
    ) -> Double {
        var (sum, count, bits) = (0.0, 0.0, UInt64(0))
        repeat {
            for (index, gain) in gains.enumerated() {
                if index % 64 == 0 { bits = generator.next() }
                if bits & 1 == 1 { (sum, count) = (sum + gain, count + 1) }
                bits >>= 1
            }
        } while count == 0
        return sum / count
    }
}
