import StudyModel

/// How a candidate is taken over.
package enum LandingForm: Hashable, Sendable {
    /// As `git merge` would: forward where that is possible, else a merge commit.
    case merge
    /// One commit with the whole change.
    case squash
}

/// A candidate that went onto a branch.
package struct Landing: Hashable, Sendable {
    package let candidate: CommitID
    /// The candidate as people name it.
    package let name: String
    /// The branch's short name.
    package let branch: String
    package let result: CommitID
    /// The command that takes it back.
    package let undo: String
}
