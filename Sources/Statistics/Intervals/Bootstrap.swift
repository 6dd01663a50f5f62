/// Bounds of a figure that is no mean over examples, such as F1 or the area under a curve, by drawing the rows anew: bias-corrected and
/// accelerated (Efron 1987).
package struct Bootstrap: Sendable {
    /// From so many rows or clusters on there are bounds.
    package static let leastUnits = 20
    /// How often the rows are drawn.
    static let draws = 2_000

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
    ///   - generator: draws them.
    ///   - figure: its value over the rows with these indices, some of them more than once; `nil` where it has none.
    package init?(
        rows: Int, clusters: [String]? = nil, atLeast least: Int = Bootstrap.leastUnits,
        using generator: inout some RandomNumberGenerator, of figure: ([Int]) -> Double?
    ) {
        let units = ExampleUnits(count: rows, clusters: clusters).members
        count = units.count
        guard units.count >= least, let observed = figure(Array(0..<rows)) else { return nil }
        drawn = (0..<Self.draws).compactMap { _ in
            figure(units.flatMap { _ in units.randomElement(using: &generator) ?? [] })
        }.sorted()
        let below = drawn.reduce(0.0) { $0 + ($1 < observed ? 1 : $1 == observed ? 0.5 : 0) }
        // Where hardly any draw has a value, or all lie on one side, the draws do not surround it.
        guard drawn.count * 2 >= Self.draws, below > 0, below < Double(drawn.count), drawn.first != drawn.last
        else { return nil }
        bias = -NormalDistribution.criticalValue(tail: below / Double(drawn.count))
        acceleration = Self.acceleration(units, figure)
    }

    /// What the figure is below with a probability of `share`, for this many rows.
    ///
    /// Draws of few rows spread less than such samples do: the share is that of Student's distribution, and of a spread without its bias (Hesterberg
    /// 2015, the expanded interval).
    package func bound(below share: Double) -> Double {
        let degrees = Double(count - 1)
        let far = StudentDistribution.criticalValue(tail: min(share, 1 - share), degrees: degrees)
        let z = far * (Double(count) / degrees).squareRoot()
        return bound(z: share < 0.5 ? -z : z)
    }

    /// The bound as published, at a place of the normal distribution.
    func bound(z: Double) -> Double {
        let shifted = bias + (bias + z) / (1 - acceleration * (bias + z))
        let part = 1 - NormalDistribution.upperTail(of: shifted)
        let place = (part * Double(drawn.count)).rounded(.down)
        return drawn[max(0, min(drawn.count - 1, Int(exactly: place) ?? 0))]
    }

    /// Bounds on both sides that together hold at a confidence.
    package func interval(confidence: Double) -> ClosedRange<Double> {
        let (low, high) = (bound(below: (1 - confidence) / 2), bound(below: (1 + confidence) / 2))
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
