import StudyModel

/// What an undo did.
package struct Undone: Sendable {
    package enum Change: String, Sendable { case undone, redone }

    /// The run's name from now on; `nil` where it is in the trash.
    package let run: RunName?
    package let change: Change
    /// The operation that counts no more, or counts again, in the journal's words.
    package let what: String
    package let operation: CommitID
    /// The branch of the user's that was moved, and where it is now.
    package let branch: LandRecord?
}

/// An operation of a run as it is listed.
package struct ListedOperation: Sendable {
    package let operation: Operation
    package let id: CommitID
    /// The word that names its kind in the journal.
    package let kind: String
    /// The event in words.
    package let what: String
    package let name: String
    package let email: String
    /// Seconds since 1970.
    package let time: Int64
}

/// A run in the trash as it is listed.
package struct DeletedRun: Sendable {
    package let run: RunName
    package let root: CommitID
    /// Seconds since 1970.
    package let deletedAt: Int64
}
