/// Where a further value lies that comes of the same normal distribution as some values do (Baker 1935; Hahn and Meeker 1991, §4.7).
package struct PredictionInterval: Hashable, Sendable {
    package let bounds: ClosedRange<Double>

    /// - Parameters:
    ///   - values: two or more, `nil` of fewer.
    ///   - confidence: how often a further value lies within the bounds.
    package init?(after values: [Double], confidence: Double) {
        guard let mean = Summaries.mean(values), let deviation = Summaries.standardDeviation(values) else {
            return nil
        }
        let count = Double(values.count)
        let critical = StudentDistribution.criticalValue(tail: (1 - confidence) / 2, degrees: count - 1)
        let width = critical * deviation * (1 + 1 / count).squareRoot()
        guard width.isFinite else { return nil }
        bounds = (mean - width)...(mean + width)
    }
}
