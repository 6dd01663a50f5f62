import StudyModel

/// All that a reviewer wants to know of a candidate.
package struct ReviewPage: Sendable {
    package let details: CandidateDetails
    /// The run with every review.
    package let view: RunView
    /// With its parent, where that is not the base, and with the base.
    package let comparisons: [CandidateComparison]
    /// Exactly what the proposer was shown.
    package let evidence: String
    /// Exactly what it answered; empty where it answered by files alone.
    package let reply: String
    /// Oldest first.
    package let reviews: [Review]
}
