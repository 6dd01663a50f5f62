/// A lineage that went back to an earlier candidate.
package struct RevertRecord: Hashable, Sendable {
    package var lineage: LineageName
    /// The candidate whose tree it goes back to.
    package var to: CommitID
    package var toStep: StepID
    /// The new commit: the lineage's head from now on.
    package var commit: CommitID
    package var recordedAt: Int64

    package init(lineage: LineageName, to: CommitID, toStep: StepID, commit: CommitID, recordedAt: Int64) {
        self.lineage = lineage
        self.to = to
        self.toStep = toStep
        self.commit = commit
        self.recordedAt = recordedAt
    }
}
