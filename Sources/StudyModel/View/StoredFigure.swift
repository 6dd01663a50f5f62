/// What several runs of a candidate came to at other times than that at which it was judged.
struct StoredFigure: Hashable, Sendable {
    /// How many of the steps before the last it is of.
    private static let steps = 10

    let score: Score
    /// The last step that compared a candidate with it.
    let last: StepID
    /// Whether the runs of its own step count, which selected nothing.
    let countsOwn: Bool
    /// The steps that it is of, and how often the candidate was run in each.
    private let runs: [Runs]

    private struct Runs: Hashable, Sendable {
        let step: StepID
        let count: Int
    }

    /// - Parameters:
    ///   - value: what they come to, with those of `step`.
    ///   - other: the score that the step compared it with.
    ///   - first: how many runs of its own step count.
    init(_ value: Double, beside other: Score, at step: StepSummary, first: Int, after known: StoredFigure?) {
        // The last ones before, and those that were made for this step.
        runs = (known?.runs ?? []).suffix(Self.steps) + [Runs(step: step.step, count: step.furtherRuns)]
        countsOwn = first > 0
        last = step.step
        var sample = other.sample
        (sample.repeats, sample.sitting) = (max(1, first + runs.reduce(0) { $0 + $1.count }), nil)
        score = Score(value, on: sample, by: other.evaluator)
    }

    /// The steps that ran the candidate, in order.
    var steps: [StepID] { runs.filter { $0.count > 0 }.map(\.step) }
}
