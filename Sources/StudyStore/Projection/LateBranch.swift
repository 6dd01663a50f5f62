import StudyModel

/// A branch of a run that is not where the run is, and that nobody put where it is.
package struct LateBranch: Hashable, Sendable {
    /// The full name of the ref.
    package let ref: String
    /// Where it is; `nil` for one that is not there.
    package let head: CommitID?
    /// Where the run is.
    package let wanted: CommitID
    /// Whether somebody deleted it: it is not made again.
    package let isDeleted: Bool
}
