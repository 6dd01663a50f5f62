import Git
import ObjectIDs
import StudyModel

/// A journal of which a remote lacks events.
package struct OutgoingJournal: Hashable, Sendable {
    package let run: RunName
    package let writer: WriterID
    /// The ref's name here.
    package let local: String
    /// The ref's name there; another one where the run is called otherwise.
    package let remote: String
    /// How many events the remote lacks.
    package let events: Int
    /// Whether what the remote has under this name is no part of it: a copy of this clone wrote it, or this clone before it was put back.
    package let isDiverged: Bool
}

extension SharedRuns {
    /// Returns the journals of some runs that have more than a remote was last seen to have of them.
    package func outgoingJournals(of runs: [RunListing]) async throws -> [OutgoingJournal] {
        let there = try await theirJournals()
        var outgoing: [OutgoingJournal] = []
        for run in runs {
            let name = remoteName(of: run, among: Array(there.values))
            for writer in run.writers {
                let local = RefNames.journal(run.name, writer)
                guard let ours = try await repository.reference(local) else { continue }
                let theirs = there[RefNames.journal(name, writer)]?.tip
                if let theirs, try await repository.isAncestor(ours, of: theirs) { continue }
                let root = ObjectID(run.root)
                let isAhead =
                    if let theirs { try await repository.isAncestor(theirs, of: ours) } else { true }
                let chain = try await repository.firstParentChain(
                    from: ours, until: isAhead ? theirs ?? root : root)
                outgoing.append(
                    OutgoingJournal(
                        run: run.name, writer: writer, local: local, remote: RefNames.journal(name, writer),
                        events: chain.filter { $0 != root }.count, isDiverged: !isAhead))
            }
        }
        return outgoing
    }

    /// Returns the notes refs that differ from what a remote was last seen to have.
    package func outgoingNotes() async throws -> [String] {
        var outgoing: [String] = []
        for kind in NotesKind.allCases {
            guard let ours = try await repository.reference(kind.ref),
                try await repository.reference(remote.notes(kind)) != ours
            else { continue }
            outgoing.append(kind.ref)
        }
        return outgoing
    }

    /// What a run is called at the remote; a name of its own where another run has its name there.
    private func remoteName(of run: RunListing, among there: [Seen]) -> RunName {
        if let known = there.first(where: { $0.root == run.root }) { return known.name }
        let isTaken = there.contains { $0.name == run.name }
        let own = run.writers.first.flatMap { RunName(text: "\(run.name)-\($0)") }
        return isTaken ? own ?? run.name : run.name
    }

    /// A remote's journal as the last fetch saw it.
    private struct Seen {
        let name: RunName
        let root: CommitID
        let tip: ObjectID
    }

    private func theirJournals() async throws -> [String: Seen] {
        var seen: [String: Seen] = [:]
        for reference in try await repository.references(prefix: remote.journals) {
            let ref = remote.journal(followedBy: reference.name)
            guard let (name, _) = RefNames.parseJournal(ref) else { continue }
            do {
                let root = try await Self.root(of: reference.target, in: repository)
                seen[ref] = Seen(name: name, root: root, tip: reference.target)
            } catch {
                // What is no journal there is nobody's to go on with; a fetch names it.
            }
        }
        return seen
    }
}
