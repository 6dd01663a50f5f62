import StudyModel

/// An event of a run as a person may undo it, in the journal's words.
extension RecordedOperation: Listing {
    package func write(to line: inout ObjectWriter) {
        line.put("event", id)
        line.put("kind", kind)
        line.put("what", what)
        line.put("name", name)
        line.put("email", email)
        line.put("at", Moment(time))
        line.put("undone", operation.isUndone ? true : nil)
        line.put("can_be_undone", operation.canBeUndone && !operation.isUndone ? true : nil)
    }
}

/// What an undo did.
package struct Undone: Listing {
    package enum Change: String, Sendable { case undone, redone }

    /// The run's name from now on; `nil` where it is in the trash, and for a sweep.
    package let run: RunName?
    /// A sweep that is here again.
    package private(set) var sweep: RunName?
    package let change: Change
    /// The operation that counts no more, or counts again, in the journal's words.
    package let what: String
    package let operation: CommitID
    /// The branch of the user's that was moved, and where it is now.
    package let branch: LandRecord?

    package init(run: RunName?, change: Change, what: String, operation: CommitID, branch: LandRecord?) {
        self.run = run
        self.change = change
        self.what = what
        self.operation = operation
        self.branch = branch
    }

    /// A sweep that was deleted, and is here again with its runs.
    package init(sweep: RunName, what: String, root: CommitID) {
        self.init(run: nil, change: .undone, what: what, operation: root, branch: nil)
        self.sweep = sweep
    }

    package func write(to line: inout ObjectWriter) {
        line.put("run", run)
        line.put("sweep", sweep)
        line.put("change", change.rawValue)
        line.put("event", operation)
        line.put("what", what)
        line.put("onto", branch?.onto)
        line.put("result", branch?.result)
    }
}

/// A run in the trash.
package struct DeletedRun: Listing {
    package let run: RunName
    package let root: CommitID
    /// Seconds since 1970.
    package let deletedAt: Int64

    package init(run: RunName, root: CommitID, deletedAt: Int64) {
        self.run = run
        self.root = root
        self.deletedAt = deletedAt
    }

    package func write(to line: inout ObjectWriter) {
        line.put("run", run)
        line.put("root", root)
        line.put("at", Moment(deletedAt))
    }
}
