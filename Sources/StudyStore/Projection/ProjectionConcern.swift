import StudyModel

/// A branch or notes ref that is not where the journal says, and why.
package struct ProjectionConcern: Hashable, Sendable {
    /// The full name of the ref.
    package let ref: String
    /// Where it should be.
    package let wanted: CommitID
    package let reason: Reason

    /// Why it stayed where it is.
    package enum Reason: Hashable, Sendable {
        /// It is checked out in this worktree.
        case checkedOut(worktree: String)
        /// A person's commits are there that leave the scope; they are not taken up.
        case outOfScope(head: CommitID, ScopeViolation)
        /// Something is there that hone did not put there.
        case foreign(CommitID)
        /// It is where hone put it earlier, and something kept it there.
        case behind(CommitID)
        /// Somebody deleted it; it is not made again.
        case deleted
        /// A lock file stayed in place.
        case locked(file: String)
        /// A ref of another name is in the way.
        case nameTaken
    }
}
