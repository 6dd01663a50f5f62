/// What became of a candidate's changes that were applied to another parent.
package enum ReappliedChanges: Hashable, Sendable {
    /// None where the parent has them already.
    case applied([FileChange])
    /// The parent says something else at these paths.
    case conflict(paths: [String])
}
