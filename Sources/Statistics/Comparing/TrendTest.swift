/// Mann's test of a trend in values that came one after another (Mann 1945): Kendall's rank correlation with time.
package enum TrendTest {
    /// Up to here the distribution is counted; above, the normal one is as good.
    private static let exactLimit = 60

    /// Returns the two-sided p-value of "no trend": that the order in which the values came says nothing.
    ///
    /// Equal values count neither way, which only raises it.
    package static func p(_ values: [Double]) -> Double {
        let n = values.count
        var score = 0
        for (index, value) in values.enumerated() {
            for later in values[(index + 1)...] { score += later > value ? 1 : later < value ? -1 : 0 }
        }
        guard n > 1, score != 0 else { return 1 }
        let pairs = n * (n - 1) / 2
        guard n <= exactLimit else {
            let variance = Double(n * (n - 1)) * Double(2 * n + 5) / 18
            let above = NormalDistribution.upperTail(of: Double(abs(score) - 1), mean: 0, variance: variance)
            return min(1, 2 * above)
        }
        return min(1, 2 * inversionChances(n).prefix((pairs - abs(score)) / 2 + 1).reduce(0, +))
    }

    /// By number of inversions, the share of the orders of n values that have so many.
    private static func inversionChances(_ n: Int) -> [Double] {
        (1...n).reduce([1.0]) { chances, size in
            // The next value is put before any number of those that are there.
            var next = [Double](repeating: 0, count: chances.count + size - 1)
            for (inversions, chance) in chances.enumerated() {
                for added in 0..<size { next[inversions + added] += chance / Double(size) }
            }
            return next
        }
    }
}
