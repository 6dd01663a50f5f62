import Glibc

/// A gain as a share of the other's value, 0.1 for ten percent, and what bounds it.
///
/// It speaks of a metric whose values are all positive; where one is zero or negative there is none, and points are told. A share of
/// what is to become smaller never exceeds 1.
package struct PercentGain: Hashable, Sendable {
    /// Which values of the metric are the better ones.
    package enum Better: Hashable, Sendable {
        case smaller, larger
    }

    package let estimate: Double
    /// `nil` where there is no bound below.
    package let low: Double?
    /// `nil` where there is no bound above.
    package let high: Double?

    /// The gain of paired runs, by the logarithms of their ratios: the Hodges-Lehmann estimate with exact signed-rank bounds.
    ///
    /// Two-sided at the confidence; where so few pairs allow no such bounds, a bound below alone, at the same confidence. `nil` unless all
    /// values are positive.
    package init?(ofPairs candidate: [Double], over parent: [Double], better: Better, confidence: Double) {
        guard let logs = Self.logRatios(ofPairs: candidate, over: parent, better: better), !logs.isEmpty
        else { return nil }
        let test = SignedRankTest(logs)
        let share = { (log: Double) in better == .smaller ? -expm1(-log) : expm1(log) }
        let tail = (1 - confidence) / 2
        estimate = share(test.estimate)
        if let low = test.lowerBound(tail: tail), let high = test.upperBound(tail: tail) {
            (self.low, self.high) = (share(low), share(high))
        } else {
            (low, high) = (test.lowerBound(tail: 2 * tail).map(share), nil)
        }
    }

    /// The gain of a mean over examples or rows, by Fieller's interval of a ratio of paired means (1954).
    ///
    /// Clusters are taken as one each. Without bounds where the parent's mean is not clear of zero. `nil` unless all values are positive.
    package init?(
        ofMeans candidate: [Double], over parent: [Double], clusters: [String]? = nil, better: Better,
        confidence: Double
    ) {
        guard candidate.count == parent.count, let least = (candidate + parent).min(), least > 0 else {
            return nil
        }
        let units = ExampleUnits(count: parent.count, clusters: clusters)
        let ratio = MeanRatio(units.sums(candidate), over: units.sums(parent))
        let bounds = ratio.interval(confidence: confidence)
        let share = { (ratio: Double) in better == .smaller ? 1 - ratio : ratio - 1 }
        estimate = share(ratio.estimate)
        let ends = bounds.map { [share(max(0, $0.lowerBound)), share(max(0, $0.upperBound))] } ?? []
        (low, high) = (ends.min(), ends.max())
    }

    /// Returns the gain of each pair as the logarithm of a ratio, positive for the better; `nil` unless all values are positive.
    package static func logRatios(ofPairs candidate: [Double], over parent: [Double], better: Better)
        -> [Double]?
    {
        guard candidate.count == parent.count, candidate.allSatisfy({ $0 > 0 }), parent.allSatisfy({ $0 > 0 })
        else { return nil }
        return zip(candidate, parent).map { better == .smaller ? log($1 / $0) : log($0 / $1) }
    }
}

/// The ratio of two means of paired values.
private struct MeanRatio {
    let estimate: Double
    private let count: Double
    private let means: (upper: Double, lower: Double)
    /// Of the means.
    private let variances: (upper: Double, lower: Double, both: Double)

    init(_ upper: [Double], over lower: [Double]) {
        count = Double(upper.count)
        let means = (upper: upper.reduce(0, +) / count, lower: lower.reduce(0, +) / count)
        let scale = max(1, count - 1) * count
        let product = { (values: [Double], mean: Double, others: [Double], other: Double) in
            zip(values, others).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - other) } / scale
        }
        variances = (
            product(upper, means.upper, upper, means.upper), product(lower, means.lower, lower, means.lower),
            product(upper, means.upper, lower, means.lower)
        )
        self.means = means
        estimate = means.upper / means.lower
    }

    /// All ratios that the two means do not contradict; `nil` where that is no interval.
    func interval(confidence: Double) -> ClosedRange<Double>? {
        guard count > 1 else { return nil }
        let t = StudentDistribution.criticalValue(tail: (1 - confidence) / 2, degrees: count - 1)
        let square = means.lower * means.lower - t * t * variances.lower
        let linear = means.upper * means.lower - t * t * variances.both
        let constant = means.upper * means.upper - t * t * variances.upper
        let root = linear * linear - square * constant
        guard square > 0, root >= 0 else { return nil }
        return ((linear - root.squareRoot()) / square)...((linear + root.squareRoot()) / square)
    }
}
