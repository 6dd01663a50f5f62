/// What a run of a sweep came to, as it may be set beside another run's.
package struct RunFigure: Hashable, Sendable {
    /// In the metric's unit; of a gain in percent as a share.
    package let value: Double
    /// With its sample, where it is a score; `nil` for a gain, which is larger where it is better.
    private let score: Score?
    /// What it is the mean of: by ID, what each example scored; empty of a gain, and of what is no mean over examples.
    private let byExample: [String: Double]

    /// The score of the run's best.
    package init(_ score: Score, byExample: [String: Double] = [:]) {
        value = score.value
        self.score = score
        self.byExample = byExample
    }

    /// How much better than the base the run's winner is.
    package init(gain: Double) {
        value = gain
        score = nil
        byExample = [:]
    }

    /// How much better it is than another; `nil` where they are not alike, as scores of different examples, or by different evaluators.
    package func gain(over other: RunFigure, by objective: Objective) -> Double? {
        switch (score, other.score) {
        case (let score?, let other?): objective.gain(of: score, over: other)
        case (nil, nil): value - other.value
        default: nil
        }
    }

    /// The same on each example, by ID; `nil` where it is not known of each that either has.
    package func gains(over other: RunFigure, by objective: Objective) -> [String: Double]? {
        guard !byExample.isEmpty, byExample.keys == other.byExample.keys else { return nil }
        return byExample.reduce(into: [:]) { gains, own in
            gains[own.key] = other.byExample[own.key].map { objective.gain(of: own.value, over: $0) }
        }
    }

    /// Whether it can be the share of examples, or of their repeats, that were right.
    package var isShare: Bool {
        guard let score, let examples = score.sample.examples?.used else { return false }
        return value.isShare(of: examples * max(1, score.sample.repeats))
    }

    /// The figure so turned that a larger one is better.
    package func turned(by objective: Objective) -> Double {
        score != nil && objective.direction == .minimize ? -value : value
    }
}
