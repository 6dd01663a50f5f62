/// A share of right ones among examples, and what it says of the share among all examples like these.
package struct Proportion: Hashable, Sendable {
    package let successes: Int
    package let count: Int

    /// - Parameter count: at least 1.
    package init(_ successes: Int, of count: Int) {
        precondition(count > 0 && (0...count).contains(successes), "a share is of something")
        self.successes = successes
        self.count = count
    }

    package var estimate: Double { Double(successes) / Double(count) }

    /// The exact interval, which never covers less often than asked (Clopper and Pearson 1934): for bounding a rate.
    package func clopperPearson(confidence: Double) -> ClosedRange<Double> {
        let tail = (1 - confidence) / 2
        let (hits, misses) = (Double(successes), Double(count - successes))
        let low = successes == 0 ? 0 : BetaDistribution.quantile(tail, hits, misses + 1)
        let high = successes == count ? 1 : BetaDistribution.quantile(1 - tail, hits + 1, misses)
        return low...high
    }

    /// The score interval, which covers as often as asked on average and is narrower (Wilson 1927): for showing a score.
    package func wilson(confidence: Double) -> ClosedRange<Double> {
        let z = NormalDistribution.criticalValue(tail: (1 - confidence) / 2)
        let n = Double(count)
        let center = estimate + z * z / (2 * n)
        let reach = z * (estimate * (1 - estimate) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        // Where all are alike, one bound is theirs, and no more than rounding away.
        return
            (successes == 0 ? 0 : max(0, (center - reach) / scale))...(successes == count
            ? 1 : min(1, (center + reach) / scale))
    }
}
