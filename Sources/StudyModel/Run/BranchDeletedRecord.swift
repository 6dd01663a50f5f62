/// A branch that a person deleted.
package struct BranchDeletedRecord: Hashable, Sendable {
    package var lineage: LineageName
    package var head: CommitID
    package var recordedAt: Int64

    package init(lineage: LineageName, head: CommitID, recordedAt: Int64) {
        self.lineage = lineage
        self.head = head
        self.recordedAt = recordedAt
    }
}
