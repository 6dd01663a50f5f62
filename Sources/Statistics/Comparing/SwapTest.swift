/// The test of a gain in a figure that is no mean over examples, such as F1: approximate randomization (Noreen 1989; Yeh 2000).
///
/// Where a change does nothing, what the two candidates gave on one example might as well be each other's. So chance is to swap whole rows, and the gain
/// is worked out anew for each pattern of swaps; of a mean this is the sign-flip test. Examples that go together are swapped together. The
/// bounds are those of a bootstrap over the rows of both, from `Bootstrap.leastUnits` of them on.
package struct SwapTest: DifferenceTest {
    package let name = "row swaps"
    package let count: Int
    package let estimate: Double
    /// By pattern but the observed one, the gain; those where it has none count against it.
    private let gains: PatternValues
    private let bootstrap: Bootstrap?

    /// - Parameters:
    ///   - rows: how many examples both have.
    ///   - clusters: the cluster of each example, where some belong together.
    ///   - tail: the smallest one-sided level that will be asked of it.
    ///   - generator: draws the patterns where there are too many of them.
    ///   - gain: what a list of rows gains over another; the candidate's rows are `0..<rows`, the other's come after.
    ///
    /// `nil` where there is no gain to observe.
    package init?(
        rows: Int, clusters: [String]? = nil, tail: Double = 1,
        using generator: inout some RandomNumberGenerator, gain: ([Int], [Int]) -> Double?
    ) {
        let (own, others) = (Array(0..<rows), Array(rows..<2 * rows))
        guard rows > 0, let observed = gain(own, others) else { return nil }
        let units = ExampleUnits(count: rows, clusters: clusters)
        var gains: [Double] = []
        let patterns = SignPatterns(units: units.members.count, tail: tail, using: &generator) {
            SignPatterns.tilts(toward: Self.effects(of: units, own, others, gain))
        }
        for swapped in patterns.flipped {
            var (mine, its) = (own, others)
            for row in swapped.flatMap({ units.members[$0] }) {
                (mine[row], its[row]) = (others[row], own[row])
            }
            gains.append(gain(mine, its) ?? .infinity)
        }
        count = units.members.count
        estimate = observed
        self.gains = patterns.values(gains)
        bootstrap = Bootstrap(rows: rows, clusters: clusters, tail: tail, using: &generator) { drawn in
            gain(drawn, drawn.map { $0 + rows })
        }
    }

    package func p(over margin: Double) -> Double {
        let bound = gains.nearly(estimate - margin)
        return gains.share { $0 >= bound }
    }

    /// What each unit adds to the gain, roughly: what it makes of the rows of both put together. Swapped it takes away as much.
    static func effects(
        of units: ExampleUnits, _ own: [Int], _ others: [Int], _ gain: ([Int], [Int]) -> Double?
    ) -> [Double] {
        let both = own + others
        return units.members.map { unit in
            let (mine, its) = (unit.map { own[$0] }, unit.map { others[$0] })
            let effect = gain(both + mine, both + its) ?? 0
            return effect.isFinite ? effect : 0
        }
    }

    package func lowerBound(tail: Double) -> Double? { bootstrap.flatMap { $0.bound(below: tail) } }
    package func upperBound(tail: Double) -> Double? { bootstrap.flatMap { $0.bound(below: 1 - tail) } }
}
