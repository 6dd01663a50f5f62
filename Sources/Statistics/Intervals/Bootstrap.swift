/// Intervals of figures that are no mean over examples, such as F1 or the area under a curve, by drawing the rows anew.
package enum Bootstrap {
    /// From so many rows or clusters on there is an interval.
    package static let leastUnits = 20
    /// How often the rows are drawn.
    static let draws = 2_000

    /// Returns the bias-corrected and accelerated interval of a figure (Efron 1987), or `nil` where too little is known.
    ///
    /// - Parameters:
    ///   - rows: how many there are.
    ///   - clusters: the cluster of each row, where some belong together: they are drawn together.
    ///   - generator: draws them.
    ///   - figure: its value over the rows with these indices, some of them more than once; `nil` where it has none.
    package static func interval(
        rows: Int, clusters: [String]? = nil, confidence: Double,
        using generator: inout some RandomNumberGenerator, of figure: ([Int]) -> Double?
    ) -> ClosedRange<Double>? {
        let units = ExampleUnits(count: rows, clusters: clusters).members
        guard units.count >= leastUnits, let observed = figure(Array(0..<rows)) else { return nil }
        let drawn = (0..<draws).compactMap { _ in
            figure(units.flatMap { _ in units.randomElement(using: &generator) ?? [] })
        }.sorted()
        let below = drawn.reduce(0.0) { $0 + ($1 < observed ? 1 : $1 == observed ? 0.5 : 0) }
        // Where hardly any draw has a value, or all lie on one side, the draws do not surround it.
        guard drawn.count * 2 >= draws, below > 0, below < Double(drawn.count), drawn.first != drawn.last
        else { return nil }
        let bias = -NormalDistribution.criticalValue(tail: below / Double(drawn.count))
        let acceleration = acceleration(units, figure)
        let point = { (z: Double) in
            let shifted = bias + (bias + z) / (1 - acceleration * (bias + z))
            let share = 1 - NormalDistribution.upperTail(of: shifted)
            let place = (share * Double(drawn.count)).rounded(.down)
            return drawn[min(drawn.count - 1, Int(exactly: place) ?? 0)]
        }
        let z = NormalDistribution.criticalValue(tail: (1 - confidence) / 2)
        let (low, high) = (point(-z), point(z))
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
