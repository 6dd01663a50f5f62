/// A candidate and the base, measured anew somewhere else.
package struct VerifyRecord: Hashable, Sendable {
    package var candidate: CommitID
    package var step: StepID
    package var over: CommitID
    /// The machine; `nil` where that is not known.
    package var host: String?
    package var evaluations: [RecordedEvaluation]
    package var gains: [RecordedGain]
    package var recordedAt: Int64

    package init(
        candidate: CommitID, step: StepID, over: CommitID, host: String? = nil,
        evaluations: [RecordedEvaluation], gains: [RecordedGain], recordedAt: Int64
    ) {
        self.candidate = candidate
        self.step = step
        self.over = over
        self.host = host
        self.evaluations = evaluations
        self.gains = gains
        self.recordedAt = recordedAt
    }
}
