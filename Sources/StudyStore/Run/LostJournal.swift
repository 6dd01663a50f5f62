import Git
import ObjectIDs
import Platform
import StudyModel

/// A run of this clone whose journal's ref is gone: a prune or a mirror took it, no command of hone's.
///
/// The folder of the run remembers how far its journal went, and until git collects what no ref names, all of it is still there.
package struct LostJournal: Hashable, Sendable {
    /// As the run was called when it began.
    package let run: RunName
    /// The ref that is gone, and the commit that it was at.
    package let ref: String
    package let tip: CommitID

    /// Looks in the folders of runs for those that no journal is there of, and that are in no trash.
    static func all(in repository: isolated Repository) throws -> [LostJournal] {
        let folder = repository.commonDirectory + "hone/runs"
        guard let names = try? HostFile.names(in: folder),
            let writer = try WriterIdentity(of: repository.context).existing()
        else { return [] }
        let known = try Set(
            RunListing.all(in: repository).map(\.root) + TrashedRun.all(in: repository).map(\.root))
        return names.sorted().compactMap { name in
            guard let root = CommitID(text: name), !known.contains(root),
                let tip = (try? ProjectedState.read("\(folder)/\(name)/projected.json"))?.through,
                repository.exists(ObjectID(tip)),
                let head = try? RootCommit.head(of: ObjectID(root), in: repository)
            else { return nil }
            return LostJournal(run: head.run, ref: RefNames.journal(head.run, writer), tip: tip)
        }
    }
}

extension StudyRepository {
    /// Returns the runs of this clone whose journals are gone and can be had back.
    package func lostJournals() async throws -> [LostJournal] { try await LostJournal.all(in: repository) }
}
