import StudyModel

/// What a slot holds beside the candidate that hone put there.
package struct SlotChanges: Hashable, Sendable {
    /// The files that differ, sorted by path; untracked ones only where they were wanted.
    package var changes: [FileChange]
    /// The untracked paths that were not wanted, sorted.
    package var leftOut: [String]

    package init(changes: [FileChange] = [], leftOut: [String] = []) {
        self.changes = changes
        self.leftOut = leftOut
    }
}
