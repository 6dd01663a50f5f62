import Git
import ObjectIDs
import StudyModel

/// A journal as a remote has it: looked through before anything here follows it.
struct ForeignJournal {
    let writer: WriterID
    let tip: ObjectID
    /// The run's or the sweep's identity.
    let root: ObjectID

    /// Looks through what a ref of the remote's names, down to `known`, which was looked through before.
    ///
    /// Throws `GitError` or `StoreError` for anything but the events of this writer, of one run from its root on, of sizes that can be read.
    init(
        of writer: WriterID, at tip: ObjectID, after known: ObjectID?, in repository: isolated Repository
    ) throws {
        self.writer = writer
        self.tip = tip
        root = try JournalCommit.root(of: tip, in: repository)
        try repository.require(root, .commit, limit: JournalCommit.commitLimit)
        guard let kind = try RootCommit.kind(of: root, in: repository) else {
            throw StoreError.damagedJournal(
                commit: CommitID(root), reason: "its root is neither a run's nor a sweep's")
        }
        do throws(StoreError) {
            try Self.readHead(kind, of: root, in: repository)
        } catch .unknownVersion, .unreleasedFormat {
            // Whoever opens it is told.
            return
        }
        try check(kind, after: known, in: repository)
    }

    private static func readHead(
        _ kind: RunListing.Kind, of root: ObjectID, in repository: isolated Repository
    ) throws(StoreError) {
        do {
            switch kind {
            case .run: _ = try RootCommit.head(of: root, in: repository)
            case .sweep: _ = try SweepJournal.record(of: root, in: repository)
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw .damagedJournal(commit: CommitID(root), reason: "\(error)")
        }
    }

    private func check(
        _ kind: RunListing.Kind, after known: ObjectID?, in repository: isolated Repository
    ) throws {
        var next = tip
        while next != root, next != known {
            guard try JournalCommit.root(of: next, in: repository) == root,
                let parent = try repository.readCommit(next).parents.first
            else {
                throw StoreError.damagedJournal(
                    commit: CommitID(next), reason: "it does not come from \(root)")
            }
            switch kind {
            case .run: _ = try JournalCommit.document(of: next, by: writer, in: repository)
            case .sweep: _ = try SweepJournal.event(of: next, in: repository)
            }
            next = parent
        }
    }
}

/// What a remote has among the journals and notes that is none, and what is wrong with it.
package struct RefusedRef: Sendable {
    /// The ref's name at the remote.
    package let ref: String
    package let error: any Error
}
