/// What was measured of two candidates for one metric, and what a test says of the difference.
package struct MetricComparison: Hashable, Sendable {
    package let metric: String
    /// The split that the examples are of; `nil` where the study has none, or where they are of several.
    package let split: Split?
    /// `nil` where nobody said which way is better: gains are then differences, and none is a win.
    package let direction: Direction?
    /// Over what both ran.
    package let value: Double
    /// The value of the other one, over the same.
    package let other: Double
    /// With a two-sided interval at the study's confidence; `nil` where there is nothing to compare.
    package var gain: KnownGain?
    /// The examples that both ran, in order.
    package let examples: [ExampleRow]

    package init(
        metric: String, split: Split?, direction: Direction?, value: Double, other: Double,
        gain: KnownGain?, examples: [ExampleRow]
    ) {
        self.metric = metric
        self.split = split
        self.direction = direction
        self.value = value
        self.other = other
        self.gain = gain
        self.examples = examples
    }

    package var wins: [ExampleRow] { direction == nil ? [] : examples.filter { $0.gain > 0 } }
    package var losses: [ExampleRow] { direction == nil ? [] : examples.filter { $0.gain < 0 } }
}

/// One example as two candidates did on it: the study's statistic over the repeats of each.
package struct ExampleRow: Hashable, Sendable {
    package let example: String
    package let value: Double
    package let other: Double
    /// Positive is better.
    package let gain: Double

    package init(example: String, value: Double, other: Double, objective: Objective) {
        self.example = example
        self.value = value
        self.other = other
        gain = objective.gain(of: value, over: other)
    }
}
