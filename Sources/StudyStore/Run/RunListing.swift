import Git
import ObjectIDs
import StudyModel

/// A run, or a sweep, that has a journal in the repository.
package struct RunListing: Hashable, Sendable {
    package let name: RunName
    /// Its identity: the commit of its first event.
    package let root: CommitID
    /// Who has written to it, as far as their journals are here, sorted.
    package let writers: [WriterID]

    /// What a journal is of.
    package enum Kind: Hashable, Sendable { case run, sweep }

    /// Lists the runs of a repository, or its sweeps, sorted by name.
    static func all(_ kind: Kind = .run, in repository: isolated Repository) throws -> [RunListing] {
        var writers: [Run: [WriterID]] = [:]
        for reference in try repository.references(prefix: RefNames.journalPrefix) {
            guard let (name, writer) = RefNames.parseJournal(reference.name) else { continue }
            let (root, found) = try head(of: reference, in: repository)
            if found == kind { writers[Run(name: name, root: root), default: []].append(writer) }
        }
        return writers.map { run, writers in
            RunListing(name: run.name, root: CommitID(run.root), writers: writers.sorted())
        }
        .sorted { ($0.name, $0.root) < ($1.name, $1.root) }
    }

    private static func head(
        of reference: Reference, in repository: isolated Repository
    ) throws -> (root: ObjectID, kind: Kind?) {
        do {
            let root = try JournalCommit.root(of: reference.target, in: repository)
            return (root, try RootCommit.kind(of: root, in: repository))
        } catch let error as GitError {
            throw StoreError.notAJournal(ref: reference.name, reason: error.message)
        } catch StoreError.damagedJournal(_, let reason) {
            throw StoreError.notAJournal(ref: reference.name, reason: reason)
        }
    }

    private struct Run: Hashable {
        let name: RunName
        let root: ObjectID
    }
}

/// What a run is opened for.
package enum RunAccess: Hashable, Sendable {
    /// Nothing is written: neither events nor branches.
    case reading
    /// Events may be appended, and branches and notes follow.
    case appending
}
