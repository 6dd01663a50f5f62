/// A candidate on the sealed test split: what `hone test` is about to do, or has done.
package struct TestRecord: Hashable, Sendable, Codable {
    /// Ties `testing` and `tested` together.
    package var id: String
    package var candidate: CommitID
    /// The step that made, or scored, the candidate.
    package var step: StepID
    /// Which of the candidate's tests it is, from 1, as far as its writer knew.
    package var number: Int
    /// How many examples the test split has.
    package var examples: Int
    /// Runs of the command for each example.
    package var repeats: Int
    /// What came of it; `nil` before it has happened.
    package var evaluation: Evaluation?
    /// The interval of the score over examples, at the study's confidence; `nil` where there are too few to say.
    package var low: Double?
    package var high: Double?
    /// Seconds since 1970, when it was recorded.
    package var recordedAt: Int64

    package init(
        id: String, candidate: CommitID, step: StepID, number: Int, examples: Int, repeats: Int,
        evaluation: Evaluation? = nil, low: Double? = nil, high: Double? = nil, recordedAt: Int64
    ) {
        self.id = id
        self.candidate = candidate
        self.step = step
        self.number = number
        self.examples = examples
        self.repeats = repeats
        self.evaluation = evaluation
        self.low = low
        self.high = high
        self.recordedAt = recordedAt
    }

    /// Returns the record without its trials.
    package func withoutTrials() -> TestRecord {
        var slim = self
        slim.evaluation = evaluation?.withoutTrials()
        return slim
    }
}
