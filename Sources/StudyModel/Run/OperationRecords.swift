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

/// An earlier event that counts no more; where that is an undo itself, what it undid counts again.
package struct UndoRecord: Hashable, Sendable {
    /// The ID of the event.
    package var event: CommitID
    /// The `id` of the landing that took the effect outside the run back, or made it again.
    package var landing: String?
    package var recordedAt: Int64

    package init(event: CommitID, landing: String? = nil, recordedAt: Int64) {
        self.event = event
        self.landing = landing
        self.recordedAt = recordedAt
    }
}

/// A new name for a run; its identity, and every candidate, stay.
package struct RenameRecord: Hashable, Sendable {
    package var from: RunName
    package var to: RunName
    package var recordedAt: Int64

    package init(from: RunName, to: RunName, recordedAt: Int64) {
        self.from = from
        self.to = to
        self.recordedAt = recordedAt
    }
}

/// A run that was deleted: its journals and branches go to the trash.
package struct DeletionRecord: Hashable, Sendable {
    /// The run's name at that time.
    package var run: RunName
    package var recordedAt: Int64

    package init(run: RunName, recordedAt: Int64) {
        self.run = run
        self.recordedAt = recordedAt
    }
}

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
