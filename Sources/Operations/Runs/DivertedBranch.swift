import Search
import StudyModel
import StudyStore

/// A branch of a run at which a person put commits that the run does not take up.
package struct DivertedBranch: Hashable, Sendable {
    /// Without `refs/heads/`.
    package let name: String
    /// Where it is.
    package let head: CommitID
    /// Where it would be.
    package let wanted: CommitID
    /// What the commits change that the run may not, as a sentence; `nil` where the branch is not the run's to follow.
    package let violation: String?
    /// The folder that has it checked out.
    package let worktree: String?

    /// Returns `nil` for a concern of another kind.
    init?(_ concern: ProjectionConcern, checkedOut: [String: String]) {
        switch concern.reason {
        case .foreign(let head): (self.head, violation) = (head, nil)
        case .outOfScope(let head, let violation): (self.head, self.violation) = (head, violation.sentence)
        case .checkedOut, .locked, .nameTaken: return nil
        }
        name = RefNames.shortBranch(concern.ref)
        wanted = concern.wanted
        worktree = checkedOut[concern.ref]
    }
}
