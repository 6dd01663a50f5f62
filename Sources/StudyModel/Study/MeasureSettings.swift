import Statistics

/// How a score is measured and what counts as better.
package struct MeasureSettings: Hashable, Sendable {
    /// What several values of one example come to.
    package enum Statistic: String, Hashable, Sendable, CaseIterable {
        case median, mean, min, max

        /// Returns the statistic of some values, or `nil` of none.
        package func value(of values: [Double]) -> Double? {
            switch self {
            case .mean: Summaries.mean(values)
            case .median: Summaries.median(values)
            case .min: values.min()
            case .max: values.max()
            }
        }
    }

    package enum Compare: String, Hashable, Sendable, CaseIterable {
        /// Trusts the figure that the parent got in its own step.
        case stored
        /// Runs parent and candidate in turn, in one sitting, so that a drifting machine cancels out.
        case interleaved
    }

    /// Runs of the command for each candidate (and example).
    package var repeats: Repeats
    /// Runs of each candidate that open a sitting and are not counted, where they are noisy.
    package var warmup: Int
    /// What becomes of the repeats of one example.
    package var statistic: Statistic
    package var compare: Compare
    /// The least gain over the parent that is accepted.
    package var minGain: Gain
    /// Whether a machine-wide lock is held around the command alone.
    package var exclusive: Bool
    /// Interleaved pairs of winner and base that close a run; 1 where the evaluator is deterministic.
    package var confirm: Int

    package init(
        repeats: Repeats = .race(2...10), warmup: Int = 0, statistic: Statistic = .median,
        compare: Compare = .interleaved,
        minGain: Gain = .relative(0), exclusive: Bool = false, confirm: Int = 20
    ) {
        self.repeats = repeats
        self.warmup = warmup
        self.statistic = statistic
        self.compare = compare
        self.minGain = minGain
        self.exclusive = exclusive
        self.confirm = confirm
    }
}

/// A gain, as a share of the other value or in the metric's own unit.
package enum Gain: Hashable, Sendable {
    /// 0.01 is one percent.
    case relative(Double)
    case absolute(Double)

    /// Whether it is more than nothing.
    package var isPositive: Bool { amount(over: 1) > 0 }

    /// Returns the gain in the metric's unit, over a value of `reference`.
    package func amount(over reference: Double) -> Double {
        switch self {
        case .relative(let share): share * abs(reference)
        case .absolute(let amount): amount
        }
    }
}

/// A limit on a metric: `error_rate: "<= 0.01"`.
package struct Constraint: Hashable, Sendable {
    package enum Relation: String, Hashable, Sendable, CaseIterable {
        case atMost = "<="
        case less = "<"
        case atLeast = ">="
        case greater = ">"
        case equal = "=="
    }
    package var metric: String
    package var relation: Relation
    package var limit: Double

    package init(metric: String, relation: Relation, limit: Double) {
        self.metric = metric
        self.relation = relation
        self.limit = limit
    }

    /// Tells whether a measured value keeps the limit.
    package func holds(for value: Double) -> Bool {
        switch relation {
        case .atMost: value <= limit
        case .less: value < limit
        case .atLeast: value >= limit
        case .greater: value > limit
        case .equal: value == limit
        }
    }
}
