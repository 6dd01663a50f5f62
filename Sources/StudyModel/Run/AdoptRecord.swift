/// A person's commits that joined a lineage.
package struct AdoptRecord: Hashable, Sendable {
    package var lineage: LineageName
    /// The branch's head as the person left it.
    package var head: CommitID
    /// What hone had put there.
    package var previous: CommitID
    package var recordedAt: Int64

    package init(lineage: LineageName, head: CommitID, previous: CommitID, recordedAt: Int64) {
        self.lineage = lineage
        self.head = head
        self.previous = previous
        self.recordedAt = recordedAt
    }
}

/// The one who adds commits to a lineage by hand.
package enum Person {
    /// What stands for a proposer in the steps that evaluate such commits.
    package static let name = "person"
    /// What stands for one in the steps that evaluate the pieces of a candidate that a person picked.
    package static let picking = "pick"
}
