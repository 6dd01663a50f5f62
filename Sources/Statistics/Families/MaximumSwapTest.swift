/// The test of the best of many candidates in a figure that is no mean over examples: `MaximumTest` with whole rows swapped.
///
/// Chance is to swap, for each example, what the base gave with what a candidate gave, for all candidates alike, so that what they have in common
/// stays (single-step max-T, Westfall and Young 1993). The interval is as wide as the farthest that any candidate's gain strays from its own when the
/// rows are drawn anew, so it holds for the one that was picked.
package struct MaximumSwapTest: FamilyTest {
    package let name = "row swaps"
    /// How many observations there are: examples, or clusters of them.
    package let count: Int
    /// By candidate; `nil` where it has no gain.
    private let gains: [Double?]
    /// By pattern but the observed one, the largest gain over the candidates.
    private let largest: PatternValues
    /// By draw, the largest distance of a candidate's gain from its own; empty where there are too few examples.
    private let distances: [Double]
    /// By candidate, its gain as a share of the base's figure; `nil` where it has none.
    private let shares: [Double?]
    /// By draw, the largest distance of a candidate's share from its own.
    private let shareDistances: [Double]

    /// - Parameters:
    ///   - candidates: how many there are.
    ///   - rows: how many examples each has.
    ///   - clusters: the cluster of each example, where some belong together.
    ///   - tail: the smallest one-sided level that will be asked of it.
    ///   - generator: draws patterns and rows.
    ///   - figure: what a list of rows comes to; the base's rows are `0..<rows`, those of each candidate come after in order.
    ///   - gain: what a list of rows gains over another.
    package init(
        candidates: Int, rows: Int, clusters: [String]? = nil, tail: Double = 1,
        using generator: inout some RandomNumberGenerator, figure: ([Int]) -> Double?,
        gain: ([Int], [Int]) -> Double?
    ) {
        let base = Array(0..<rows)
        let own = (1...max(1, candidates)).prefix(candidates).map { place in base.map { place * rows + $0 } }
        let observed = own.map { gain($0, base) }
        let examples = ExampleUnits(count: rows, clusters: clusters)
        let units = examples.members
        var largest: [Double] = []
        let patterns = SignPatterns(units: units.count, tail: tail, using: &generator) {
            own.flatMap { SignPatterns.tilts(toward: SwapTest.effects(of: examples, $0, base, gain)) }
        }
        for pattern in patterns.flipped {
            let swapped = pattern.flatMap { units[$0] }
            largest.append(
                own.reduce(-.infinity) { most, rows in
                    var (mine, its) = (rows, base)
                    for row in swapped { (mine[row], its[row]) = (base[row], rows[row]) }
                    return max(most, gain(mine, its) ?? .infinity)
                })
        }
        let draws =
            units.count < Bootstrap.leastUnits
            ? 0 : Bootstrap.draws(beyond: 2 * tail, rows: rows * max(1, candidates))
        let positive = { (figure: Double?) in figure.flatMap { $0 > 0 ? $0 : nil } }
        let reference = positive(figure(base))
        let shares = observed.map { gain in gain.flatMap { gain in reference.map { gain / $0 } } }
        var distances: [Double] = []
        var shareDistances: [Double] = []
        for _ in 0..<draws {
            let drawn = units.flatMap { _ in units.randomElement(using: &generator) ?? [] }
            let reference = positive(figure(drawn))
            var (farthest, farthestShare) = (0.0, 0.0)
            for candidate in own.indices {
                guard let gained = observed[candidate] else { continue }
                let again = gain(drawn.map { own[candidate][$0] }, drawn)
                farthest = max(farthest, again.map { abs($0 - gained) } ?? .infinity)
                let share = again.flatMap { again in reference.map { again / $0 } }
                farthestShare = max(
                    farthestShare,
                    share.flatMap { share in shares[candidate].map { abs(share - $0) } } ?? .infinity)
            }
            distances.append(farthest)
            shareDistances.append(farthestShare)
        }
        count = units.count
        gains = observed
        self.largest = patterns.values(largest)
        (self.distances, self.shares, self.shareDistances) = (distances, shares, shareDistances)
    }

    /// The gain of one of the candidates, by its place; `nil` where it has none.
    package func estimate(of candidate: Int) -> Double? { gains[candidate] }

    /// The one-sided p-value of "it is no better than the base", for a candidate that may have been picked in any way.
    package func p(of candidate: Int) -> Double {
        guard let gain = gains[candidate] else { return 1 }
        let bound = largest.nearly(gain)
        return largest.share { $0 >= bound }
    }

    /// The interval of its gain, which holds for all candidates at once; `nil` where there are too few examples or clusters.
    package func interval(of candidate: Int, confidence: Double) -> ClosedRange<Double>? {
        Self.interval(of: gains[candidate], distances, confidence: confidence)
    }

    /// The interval of its gain as a share of the base's figure, which holds for all candidates at once; `nil` too where that is not above zero.
    package func share(of candidate: Int, confidence: Double) -> ClosedRange<Double>? {
        Self.interval(of: shares[candidate], shareDistances, confidence: confidence)
    }

    private static func interval(of value: Double?, _ distances: [Double], confidence: Double)
        -> ClosedRange<Double>?
    {
        guard let value, let reach = reach(distances, tail: 1 - confidence), reach.isFinite else {
            return nil
        }
        return (value - reach)...(value + reach)
    }

    /// How far chance takes the farthest at a two-sided level; beyond all draws as far as the normal distribution goes on from what they exceed once in
    /// twenty. `nil` without draws.
    private static func reach(_ distances: [Double], tail: Double) -> Double? {
        guard !distances.isEmpty else { return nil }
        let drawn = PatternValues(
            values: distances, weights: nil, observed: 1, count: Double(distances.count + 1))
        if let reach = drawn.bound(from: .highest, tail: tail) { return reach }
        let usual = 0.05
        let stretch =
            NormalDistribution.criticalValue(tail: tail / 2)
            / NormalDistribution.criticalValue(tail: usual / 2)
        return max(distances.max() ?? 0, (drawn.bound(from: .highest, tail: usual) ?? .infinity) * stretch)
    }
}
