import StudyModel

/// A trial as the evidence tells of it: of an example's repeats the one that stands for them.
struct ShownTrial {
    /// `nil` where the study has no examples.
    let example: Example?
    /// Of the repeats the first whose value is nearest to the score; where none was scored the first that failed.
    let trial: Trial
    let repeats: Int
    /// The statistic over the repeats; `nil` where none was scored, and of an objective that one example alone has none of.
    let score: Double?

    /// Returns `nil` where there is no repeat: the example was not run.
    init?(_ example: Example?, repeats: [Trial], study: Study) {
        guard let first = repeats.first else { return nil }
        let metric = study.objective.metric
        let scored = repeats.filter { $0.outcome == .scored && $0.metrics[metric] != nil }
        let score = study.evaluator.measure.statistic.value(of: scored.compactMap { $0.metrics[metric] })
        func distance(_ trial: Trial) -> Double { abs((trial.metrics[metric] ?? 0) - (score ?? 0)) }
        self.example = example
        self.repeats = repeats.count
        self.score = score
        trial =
            scored.first.map { scored.dropFirst().reduce($0) { distance($1) < distance($0) ? $1 : $0 } }
            ?? repeats.first { $0.outcome != .scored } ?? first
    }
}

extension Evaluation {
    /// The trials of each example, or under `nil` of the whole, in order.
    var trialsByExample: [String?: [Trial]] { Dictionary(grouping: trials, by: \.example) }
}

extension EvidenceSettings.Template {
    /// Returns the examples of a minibatch whose trials are shown at a step: all, or the one whose turn it is.
    func shown(_ minibatch: [Example], at step: StepID) -> [Example] {
        guard self != .batch, !minibatch.isEmpty else { return minibatch }
        return [minibatch[max(0, step.number - 1) % minibatch.count]]
    }
}
