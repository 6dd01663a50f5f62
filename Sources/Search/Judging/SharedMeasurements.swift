import StudyModel

/// What two candidates measured of one objective, on the examples that both ran; without examples all that each did.
struct SharedMeasurements {
    let candidate: Measurements
    let other: Measurements
    /// What the evaluations themselves say, where neither ran examples.
    private let said: (candidate: Double?, other: Double?)

    init(_ candidate: Evaluation, _ other: Evaluation, objective: Objective) {
        let mine = Measurements(candidate, objective: objective)
        let its = Measurements(other, objective: objective)
        let examples = (mine: Set(mine.examples), its: Set(its.examples))
        if examples.mine == examples.its {
            (self.candidate, self.other) = (mine, its)
        } else {
            let shared = examples.mine.intersection(examples.its)
            self.candidate = Measurements(candidate, objective: objective, examples: shared)
            self.other = Measurements(other, objective: objective, examples: shared)
        }
        let hasExamples = !examples.mine.isEmpty || !examples.its.isEmpty
        said =
            hasExamples
            ? (nil, nil)
            : (candidate.metrics[objective.metric]?.value, other.metrics[objective.metric]?.value)
    }

    /// What each has over all of it; `nil` where one has nothing there.
    func scores(_ statistic: MeasureSettings.Statistic) -> (candidate: Double, other: Double)? {
        guard let value = candidate.score(statistic) ?? said.candidate,
            let reference = other.score(statistic) ?? said.other
        else { return nil }
        return (value, reference)
    }
}
