import StudyModel

/// An earlier run whose proposals are made again.
package protocol RecordedRun: Sendable {
    /// Its name.
    var name: RunName { get }

    /// Returns its n-th proposed step, from 1 on; `nil` after the last.
    ///
    /// The evaluation of the base and of commits that a person made are no proposals.
    func proposal(_ number: Int) async throws -> RecordedProposal?

    /// Applies a recorded candidate's changes to another parent, by a three-way merge where that is not the one it was made from.
    func changes(of candidate: RecordedCandidate, onto parent: CommitID) async throws -> ReappliedChanges
}

/// What a run recorded of one proposal.
package struct RecordedProposal: Hashable, Sendable {
    package let step: StepID
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
        step: StepID, candidate: RecordedCandidate?, outcome: Outcome, reason: String?, summary: String,
        rationale: String, attachments: [Attachment]
    ) {
        self.step = step
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
