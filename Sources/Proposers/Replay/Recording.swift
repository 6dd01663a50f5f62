import StudyModel

/// Changes that were made before, to be proposed one after the other.
package protocol Recording: Sendable {
    /// What people call it.
    var name: String { get }

    /// Returns its n-th proposal, from 1 on; `nil` after the last.
    func proposal(_ number: Int) async throws -> RecordedProposal?
}

/// What is known of one proposal that was made before.
package struct RecordedProposal: Hashable, Sendable {
    /// Where it comes from, as a person may ask for it: `sort-1:3`.
    package let source: String
    /// `nil` where the proposal made none.
    package let candidate: RecordedCandidate?
    package let outcome: Outcome
    /// Why there is no candidate, in one line.
    package let reason: String?
    package let summary: String
    package let rationale: String
    /// What the proposer answered then, as far as it was kept.
    package let attachments: [Attachment]

    package init(
        source: String, candidate: RecordedCandidate?, outcome: Outcome = .scored, reason: String? = nil,
        summary: String, rationale: String, attachments: [Attachment] = []
    ) {
        self.source = source
        self.candidate = candidate
        self.outcome = outcome
        self.reason = reason
        self.summary = summary
        self.rationale = rationale
        self.attachments = attachments
    }
}

/// A candidate and what it was made from.
package struct RecordedCandidate: Hashable, Sendable {
    package let commit: CommitID
    package let parent: CommitID

    package init(commit: CommitID, parent: CommitID) {
        self.commit = commit
        self.parent = parent
    }
}
