/// What the trials of one candidate gave for one metric, in the evaluator's own unit.
package struct MetricSummary: Hashable, Sendable {
    /// The statistic that the study names, over repeats; over examples the mean of those.
    package var value: Double
    package var direction: Direction?
    /// How many trials entered.
    package var n: Int
    /// The sample standard deviation over trials; `nil` with fewer than two.
    package var sd: Double?
    /// Where the value lies for examples like these; `nil` where that was not worked out.
    package var interval: ConfidenceInterval?

    package init(
        value: Double, direction: Direction?, n: Int, sd: Double?, interval: ConfidenceInterval? = nil
    ) {
        self.value = value
        self.direction = direction
        self.n = n
        self.sd = sd
        self.interval = interval
    }
}

/// A range that a value lies in with some confidence.
package struct ConfidenceInterval: Hashable, Sendable {
    package var low: Double
    package var high: Double
    package var confidence: Double

    package init(low: Double, high: Double, confidence: Double) {
        self.low = low
        self.high = high
        self.confidence = confidence
    }
}
