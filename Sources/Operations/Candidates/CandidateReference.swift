import StudyModel

/// What a name that a person gave stands for.
package struct CandidateReference: Sendable {
    package let commit: CommitID
    /// The run that it belongs to, and its step there; `nil` for any other commit.
    package let view: RunView?
    package let step: StepSummary?
}
