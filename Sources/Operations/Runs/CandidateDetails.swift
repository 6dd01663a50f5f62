import StudyModel

/// All that a run knows of one step.
package struct CandidateDetails: Sendable {
    package let view: RunView
    package let step: StepSummary
    package let record: StepRecord
    /// The evaluator's words, Markdown.
    package let feedback: String
    /// The proposal's reasons: the body of the candidate's commit without its trailers.
    package let rationale: String
    /// Against the parent; empty where there is no candidate.
    package let diff: String
    /// The paths of the raw files that the journal keeps of this step.
    package let attachments: [String]
}
