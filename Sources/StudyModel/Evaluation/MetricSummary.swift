/// What the trials of one candidate gave for one metric, in the evaluator's own unit.
package struct MetricSummary: Hashable, Sendable, Codable {
    /// The statistic that the study names, over repeats; over examples the mean of those.
    package var value: Double
    package var direction: Direction?
    /// How many trials entered.
    package var n: Int
    /// The sample standard deviation over trials; `nil` with fewer than two.
    package var sd: Double?

    package init(value: Double, direction: Direction?, n: Int, sd: Double?) {
        self.value = value
        self.direction = direction
        self.n = n
        self.sd = sd
    }
}
