/// A candidate on the sealed test split: what `hone test` is about to do, or has done.
package struct TestRecord: Hashable, Sendable {
    /// Ties `testing` and `tested` together.
    package var id: String
    package var candidate: CommitID
    /// The step that made, or scored, the candidate.
    package var step: StepID
    /// What it was compared with, where it was.
    package var over: CommitID?
    package var overStep: StepID?
    /// The root of the run that this one is of, where that is another.
    package var overRun: CommitID?
    /// Which of the candidate's looks at the split it is, from 1, as far as its writer knew.
    package var look: Int
    /// The test split, and runs of the command for each example.
    package var sample: Sample
    /// What came of it, of each side; empty before it has happened.
    package var evaluations: [RecordedEvaluation]
    package var gains: [RecordedGain]
    /// Seconds since 1970, when it was recorded.
    package var recordedAt: Int64

    package init(
        id: String, candidate: CommitID, step: StepID, over: CommitID? = nil, overStep: StepID? = nil,
        overRun: CommitID? = nil, look: Int, sample: Sample, evaluations: [RecordedEvaluation] = [],
        gains: [RecordedGain] = [],
        recordedAt: Int64
    ) {
        self.id = id
        self.candidate = candidate
        self.step = step
        self.over = over
        self.overStep = overStep
        self.overRun = overRun
        self.look = look
        self.sample = sample
        self.evaluations = evaluations
        self.gains = gains
        self.recordedAt = recordedAt
    }

    /// How many examples the test split has.
    package var examples: Int { sample.examples?.used ?? 0 }

    /// What came of the candidate; `nil` before it has happened.
    package var evaluation: Evaluation? { evaluations.joined(of: candidate) }

    /// Whether what it has of the candidate was measured by an earlier test; `nil` before it has happened.
    var isKnown: Bool? { evaluations.first { $0.of == candidate }.map { $0.source == .cached } }

    /// Where the candidate's score lies for examples like these; `nil` where that was not worked out.
    package func interval(of objective: Objective) -> ConfidenceInterval? {
        evaluation?.metrics[objective.metric]?.interval
    }

    /// Returns the test as one of this step's candidate, on either side; `nil` where it is of others.
    package func side(of step: StepID) -> TestRecord? {
        if step == self.step { return self }
        guard let over, step == overStep, overRun == nil else { return nil }
        var turned = self
        (turned.candidate, turned.step, turned.over, turned.overStep) = (over, step, candidate, self.step)
        turned.gains = []
        return turned
    }

    /// Returns the test as one of its candidate alone, beside which nothing stood.
    package var alone: TestRecord {
        var alone = self
        alone.evaluations = evaluations.filter { $0.of == candidate }
        (alone.over, alone.overStep, alone.overRun, alone.gains) = (nil, nil, nil, [])
        return alone
    }

    /// The steps of the run whose candidates were tested; what it was compared with may be of another run.
    package var steps: [StepID] { [step] + (overRun == nil ? [overStep].compactMap { $0 } : []) }

    /// The candidates of these steps.
    var candidates: [CommitID] { [candidate] + (overRun == nil ? [over].compactMap { $0 } : []) }

    /// Returns the record without its trials.
    package func withoutTrials() -> TestRecord {
        var slim = self
        slim.evaluations = evaluations.map { $0.withoutTrials() }
        return slim
    }
}
