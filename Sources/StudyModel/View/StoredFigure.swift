/// What several runs of a candidate came to at other times than that at which it was judged.
struct StoredFigure: Hashable, Sendable {
    /// How many of the last steps it is of.
    private static let steps = 10

    let score: Score
    /// The last step that compared a candidate with it.
    let last: StepID
    /// By step, how often the candidate was run there.
    private let runs: [Int]

    /// - Parameters:
    ///   - value: what they come to, with those of `step`.
    ///   - other: the score that the step compared it with.
    ///   - first: how many runs of its own step count.
    init(_ value: Double, beside other: Score, at step: StepSummary, first: Int, after known: StoredFigure?) {
        runs = ((known?.runs ?? []) + [step.furtherRuns]).suffix(Self.steps)
        last = step.step
        var sample = other.sample
        (sample.repeats, sample.sitting) = (max(1, first + runs.reduce(0, +)), nil)
        score = Score(value, on: sample, by: other.evaluator)
    }
}
