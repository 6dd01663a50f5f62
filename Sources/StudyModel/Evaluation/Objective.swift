import Statistics

/// Which way a metric is better.
package enum Direction: String, Hashable, Sendable, Codable, CaseIterable {
    case minimize, maximize
}

/// In what a gain is told.
package enum GainScale: String, Hashable, Sendable, Codable, CaseIterable {
    /// Percent of the value that it is over.
    case percent
    /// Hundredths of the metric's unit: an accuracy from 0.1 to 0.5 gains 40 points.
    case points
    /// The metric's own unit.
    case absolute
}

/// The metric that decides, and its direction: the one place that says which of two scores is better, and by how much.
package struct Objective: Hashable, Sendable, Codable {
    /// The metric's name as the evaluator reports it; a lone number is reported as `score`.
    package var metric: String
    package var direction: Direction
    /// In what gains are told; `nil` for percent of what is minimized, such as a time, and the metric's unit of what is maximized, such as a
    /// share of right answers, of which a part says little.
    package var scale: GainScale?
    /// How the metric comes of the rows of all examples, where it is no mean of theirs.
    package var aggregate: Formula?

    package init(
        metric: String = "score", direction: Direction, scale: GainScale? = nil, aggregate: Formula? = nil
    ) {
        self.metric = metric
        self.direction = direction
        self.scale = scale
        self.aggregate = aggregate
    }

    /// The metrics that a result has to have.
    package var columns: [String] { aggregate?.columns ?? [metric] }

    /// The scale in which gains are told wherever they can be.
    package var usualScale: GainScale { scale ?? (direction == .minimize ? .percent : .absolute) }

    /// Whether examples may be scored right or wrong, 1 or 0, by what the study says: where the metric is no mean over them, or its gains are to be percent, they are not.
    package var mayBeAnswers: Bool { aggregate == nil && scale != .percent }

    /// Tells whether `value` is strictly better than `other`.
    package func isBetter(_ value: Double, than other: Double) -> Bool { gain(of: value, over: other) > 0 }

    /// Tells whether a score is strictly better than another that is like it: of the same sample, by the same evaluator; than any other it is not.
    package func isBetter(_ score: Score, than other: Score) -> Bool {
        score.isAlike(other) && isBetter(score.value, than: other.value)
    }

    /// Returns how much better `value` is than `other`, in the metric's unit; negative when it is worse.
    ///
    /// For what was measured of one thing, such as two trials of one example. What two candidates scored has a sample and is no bare number.
    package func gain(of value: Double, over other: Double) -> Double {
        direction == .minimize ? other - value : value - other
    }

    /// Returns the value that has a gain over another, both in the metric's unit.
    package func value(gaining gain: Double, over other: Double) -> Double {
        direction == .minimize ? other - gain : other + gain
    }

    /// Tells whether what has these gains over another, one by each of several objectives in their order, is the better of the two: by the first, or where that
    /// is the same, by another and worse by none; so the better of any is never dominated.
    package static func isBetter(by gains: [Double]) -> Bool {
        guard let first = gains.first, first == 0 else { return (gains.first ?? 0) > 0 }
        let others = gains.dropFirst()
        return others.contains { $0 > 0 } && others.allSatisfy { $0 >= 0 }
    }

    /// Returns a value that is worse by a gain.
    package func worse(_ value: Double, by gain: Gain) -> Double {
        let amount = gain.amount(over: value)
        return direction == .minimize ? value + amount : value - amount
    }

    /// Returns how much better a score is than another; `nil` where they are of different samples, or by different evaluators.
    package func gain(of score: Score, over other: Score) -> Double? {
        score.isAlike(other) ? gain(of: score.value, over: other.value) : nil
    }
}
