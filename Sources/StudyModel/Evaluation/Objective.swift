/// Which way a metric is better.
package enum Direction: String, Hashable, Sendable, CaseIterable {
    case minimize, maximize
}

/// The metric that decides, and its direction: the one place that says which of two scores is better.
package struct Objective: Hashable, Sendable {
    /// The metric's name as the evaluator reports it; a lone number is reported as `score`.
    package var metric: String
    package var direction: Direction

    package init(metric: String = "score", direction: Direction) {
        self.metric = metric
        self.direction = direction
    }

    /// Tells whether `value` is strictly better than `other`.
    package func isBetter(_ value: Double, than other: Double) -> Bool { gain(of: value, over: other) > 0 }

    /// Returns how much better `value` is than `other`, in the metric's unit; negative when it is worse.
    package func gain(of value: Double, over other: Double) -> Double {
        direction == .minimize ? other - value : value - other
    }

    /// Returns the gain as a share of the size of `other`, or `nil` when `other` is zero.
    package func relativeGain(of value: Double, over other: Double) -> Double? {
        other == 0 ? nil : gain(of: value, over: other) / abs(other)
    }
}
