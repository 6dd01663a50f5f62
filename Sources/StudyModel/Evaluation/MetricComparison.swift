/// What was measured of two candidates for one metric, and what a test says of the difference.
///
/// What the run knows of the two need not be of the trials that are listed: both values are then those of the gain, or there are none.
package struct MetricComparison: Hashable, Sendable {
    package let metric: String
    /// The split that the examples are of; `nil` where the study has none, or where they are of several.
    package let split: Split?
    /// `nil` where nobody said which way is better: gains are then differences, and none is a win.
    package let direction: Direction?
    /// With a two-sided interval at the study's confidence; `nil` where there is nothing to compare.
    package private(set) var gain: KnownGain?
    /// The examples that both ran, in order.
    package let examples: [ExampleRow]
    /// How the two ran them.
    package let trials: RecordedGain.Source
    /// What both scored in those trials; `nil` where none are listed.
    private let scored: Sides?

    /// What two candidates scored on one sample.
    package struct Sides: Hashable, Sendable {
        package let value: Double
        package let other: Double
    }

    /// - Parameter gain: of these trials, and over what the other one came to in its comparison.
    package init(
        metric: String, split: Split?, direction: Direction?, value: Double, other: Double,
        gain: KnownGain?, trials: RecordedGain.Source, examples: [ExampleRow]
    ) {
        self.metric = metric
        self.split = split
        self.direction = direction
        scored = Sides(value: value, other: gain?.comparison.reference ?? other)
        self.gain = gain
        self.trials = trials
        self.examples = examples
    }

    /// What is known of two candidates of which no trial is listed.
    fileprivate init(_ gain: KnownGain, on split: Split?, by objective: Objective) {
        metric = objective.metric
        self.split = split
        direction = objective.direction
        scored = nil
        self.gain = gain
        trials = gain.source
        examples = []
    }

    /// What both scored where the gain is of; `nil` of a gain that is of no two scores on one sample.
    package var sides: Sides? {
        guard let gain else { return scored }
        return gain.value.map { Sides(value: $0, other: gain.comparison.reference) }
    }

    /// Whether the gain is of the trials that are listed.
    package var isOfTrials: Bool {
        guard let gain else { return true }
        guard let own = gain.scored, let scored else { return gain.scored == nil && scored == nil }
        return own.isNearly(scored.value) && gain.comparison.reference.isNearly(scored.other)
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

extension [MetricComparison] {
    /// Returns the comparisons with what the run knows of the two by one of the study's objectives in place of what their trials alone would say, so that
    /// there is one gain and one test on each split; what is of a split of which no trials are listed has a line of its own, before all others.
    ///
    /// - Parameters:
    ///   - known: by how much it is to be trusted, the best first. Where that can bear no claim, no other gain by the objective can.
    ///   - place: the objective's, among those of the study.
    package func telling(_ known: [KnownGain], of study: Study, by place: Int = 0) -> [MetricComparison] {
        let objective = study.objectives[place]
        var (told, apart, seen) = (self, Self(), Set<Split?>())
        for gain in known {
            let split = study.examples == nil ? nil : gain.sample?.split
            guard seen.insert(split).inserted else { continue }
            let line = told.firstIndex { $0.metric == objective.metric && $0.split == split }
            if let line {
                told[line].tell(gain)
            } else {
                apart.append(MetricComparison(gain, on: split, by: objective))
            }
        }
        if let obstacle = known.first?.obstacle {
            for line in told.indices where told[line].metric == objective.metric {
                told[line].claim(nothing: obstacle)
            }
        }
        return apart + told
    }
}

extension MetricComparison {
    /// Takes what the run knows for the gain; of the mere difference of the scores that are listed, with the test of their trials.
    fileprivate mutating func tell(_ known: KnownGain) {
        guard known.comparison.test == Comparison.differenceOfScores, let gain,
            known.source == gain.source, known.isNearly(gain)
        else {
            gain = known
            return
        }
        self.gain = known.told(with: gain.comparison)
    }

    fileprivate mutating func claim(nothing obstacle: String) {
        gain = gain?.claiming(nothing: obstacle)
    }
}
