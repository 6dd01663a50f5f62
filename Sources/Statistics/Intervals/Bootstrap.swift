/// Bounds of a figure that is no mean over examples, such as F1 or the area under a curve, by drawing the rows anew: bias-corrected and
/// accelerated (Efron 1987).
package struct Bootstrap: Sendable {
    /// From so many rows or clusters on there are bounds.
    package static let leastUnits = 20
    /// How often the rows are drawn at the least, and at the most.
    private static let draws = 2_000...50_000
    /// How many rows are drawn in all at the most, beyond the least draws: what a look at a level far out may cost.
    private static let mostRows = 25_000_000
    /// So many draws beyond a bound tell it from its neighbors.
    private static let leastBeyond = 5.0

    /// Returns how often rows are drawn for a bound with a share of `part` of the draws beyond it; fewer than it takes where that would cost too much.
    ///
    /// - Parameter rows: how many a draw has, over all that are drawn alike.
    static func draws(beyond part: Double, rows: Int) -> Int {
        let wanted = part > 0 ? leastBeyond / part : .infinity
        let affordable = min(draws.upperBound, max(draws.lowerBound, mostRows / max(1, rows)))
        return max(draws.lowerBound, Int(exactly: min(wanted, Double(affordable)).rounded(.up)) ?? affordable)
    }

    /// What was drawn, in order.
    private let drawn: [Double]
    /// How many rows or clusters there are.
    private let count: Int
    private let bias: Double
    private let acceleration: Double

    /// Draws the rows; `nil` where too little is known.
    ///
    /// - Parameters:
    ///   - rows: how many there are.
    ///   - clusters: the cluster of each row, where some belong together: they are drawn together.
    ///   - least: from so many rows or clusters on there are bounds.
    ///   - tail: the smallest one-sided level that will be asked of it.
    ///   - generator: draws them.
    ///   - figure: its value over the rows with these indices, some of them more than once; `nil` where it has none.
    package init?(
        rows: Int, clusters: [String]? = nil, atLeast least: Int = Bootstrap.leastUnits,
        tail: Double = 1, using generator: inout some RandomNumberGenerator, of figure: ([Int]) -> Double?
    ) {
        let units = ExampleUnits(count: rows, clusters: clusters).members
        count = units.count
        guard units.count >= least, let observed = figure(Array(0..<rows)) else { return nil }
        let part = NormalDistribution.upperTail(of: Self.place(beyond: tail, count: units.count))
        let draws = Self.draws(beyond: part, rows: rows)
        drawn = (0..<draws).compactMap { _ in
            figure(units.flatMap { _ in units.randomElement(using: &generator) ?? [] })
        }.sorted()
        let below = drawn.reduce(0.0) { $0 + ($1 < observed ? 1 : $1 == observed ? 0.5 : 0) }
        // Where hardly any draw has a value, or all lie on one side, the draws do not surround it.
        guard drawn.count * 2 >= draws, below > 0, below < Double(drawn.count), drawn.first != drawn.last
        else { return nil }
        bias = -NormalDistribution.criticalValue(tail: below / Double(drawn.count))
        acceleration = Self.acceleration(units, figure)
    }

    /// What the figure is below with a probability of `share`, for this many rows; `nil` where that is farther out than draws tell.
    package func bound(below share: Double) -> Double? {
        let z = Self.place(beyond: min(share, 1 - share), count: count)
        return bound(z: share < 0.5 ? -z : z)
    }

    /// The place of the normal distribution at which the bound of a one-sided level stands.
    ///
    /// Draws of few rows spread less than such samples do: the share is that of Student's distribution, and of a spread without its bias (Hesterberg
    /// 2015, the expanded interval).
    private static func place(beyond tail: Double, count: Int) -> Double {
        guard tail < 0.5 else { return 0 }
        let degrees = Double(max(1, count - 1))
        return StudentDistribution.criticalValue(tail: tail, degrees: degrees)
            * (Double(count) / degrees).squareRoot()
    }

    /// The bound as published, at a place of the normal distribution; `nil` where that has hardly a draw beyond it.
    ///
    /// Where a skewed figure moves the place beyond all draws it is the last of them.
    func bound(z: Double) -> Double? {
        guard NormalDistribution.upperTail(of: abs(z)) * Double(drawn.count) >= 1 else { return nil }
        let shifted = bias + (bias + z) / (1 - acceleration * (bias + z))
        let place = (NormalDistribution.upperTail(of: -shifted) * Double(drawn.count)).rounded(.down)
        return drawn[max(0, min(drawn.count - 1, Int(exactly: place) ?? 0))]
    }

    /// Bounds on both sides that together hold at a confidence; `nil` where one is farther out than draws tell.
    package func interval(confidence: Double) -> ClosedRange<Double>? {
        guard let low = bound(below: (1 - confidence) / 2), let high = bound(below: (1 + confidence) / 2)
        else { return nil }
        return min(low, high)...max(low, high)
    }

    /// How the spread changes with the value, by leaving out one unit after another (the jackknife).
    private static func acceleration(_ units: [[Int]], _ figure: ([Int]) -> Double?) -> Double {
        let left = units.indices.compactMap { out in
            figure(units.indices.filter { $0 != out }.flatMap { units[$0] })
        }
        guard let mean = Summaries.mean(left) else { return 0 }
        let squares = left.reduce(0) { $0 + (mean - $1) * (mean - $1) }
        let cubes = left.reduce(0) { $0 + (mean - $1) * (mean - $1) * (mean - $1) }
        return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
    }
}
