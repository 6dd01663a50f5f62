import Git
import ObjectIDs
import StudyModel

extension SharedRuns {
    /// Takes up the journals that the last fetch brought from a remote; returns what is new, by run.
    ///
    /// A journal has one writer and only grows, so whichever side has more of it is right. A run is known by its root: one whose
    /// name is taken here by another run gets a name of its own. Throws `StoreError.divergedJournal` where both sides wrote to one journal.
    package func takeUpJournals() async throws -> [Arrival] {
        var names = LocalNames(try await store.journalListings())
        // What was deleted here stays deleted here.
        let trashed = Set(try await store.trash().map(\.root))
        var arrivals: [RunName: Arrival] = [:]
        for reference in try await repository.references(prefix: remote.journals) {
            let theirs = remote.journal(followedBy: reference.name)
            guard let (name, writer) = RefNames.parseJournal(theirs) else { continue }
            let root = try await Self.root(of: reference.target, in: repository)
            guard !trashed.contains(root) else { continue }
            let isNew = names.byRoot[root] == nil
            let local = names.name(for: name, root: root, from: remote.remote)
            let count = try await takeUp(reference.target, root: root, as: RefNames.journal(local, writer))
            guard count > 0 || isNew else { continue }
            var arrival =
                arrivals[local]
                ?? Arrival(run: local, renamedFrom: local == name ? nil : name, isNew: isNew, events: [:])
            arrival.events[writer] = count
            arrivals[local] = arrival
        }
        return arrivals.values.sorted { $0.run < $1.run }
    }

    /// Moves a journal's ref to what a remote has of it, if that is more; returns by how many events.
    private func takeUp(_ theirs: ObjectID, root: CommitID, as ref: String) async throws -> Int {
        let ours = try await repository.reference(ref)
        if let ours {
            if try await repository.isAncestor(theirs, of: ours) { return 0 }
            guard try await repository.isAncestor(ours, of: theirs) else {
                throw StoreError.divergedJournal(ref: ref)
            }
        }
        try await store.journals.require(RefMove(ref, from: ours, to: theirs, reflog: "hone: fetched"))
        let chain = try await repository.firstParentChain(from: theirs, until: ours ?? ObjectID(root))
        return chain.filter { $0 != ObjectID(root) }.count
    }

    static func root(of tip: ObjectID, in repository: isolated Repository) throws -> CommitID {
        CommitID(try JournalCommit.root(of: tip, in: repository))
    }
}

/// What runs are called here, by what they are.
private struct LocalNames {
    private(set) var byRoot: [CommitID: RunName] = [:]
    private var taken: Set<RunName> = []

    init(_ runs: [RunListing]) {
        for run in runs {
            byRoot[run.root] = run.name
            taken.insert(run.name)
        }
    }

    /// The name of a run here; a free one like its own where it is new.
    mutating func name(for name: RunName, root: CommitID, from remote: String) -> RunName {
        if let known = byRoot[root] { return known }
        var candidates = [name.text, "\(name)-\(plain(remote))"]
        candidates += (2...).prefix(taken.count + 1).map { "\(name)-\(plain(remote))-\($0)" }
        let free = candidates.lazy.compactMap { RunName(text: $0) }.first { !taken.contains($0) } ?? name
        byRoot[root] = free
        taken.insert(free)
        return free
    }

    private func plain(_ remote: String) -> String {
        let letters = remote.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(letters.drop { $0 == "-" })
    }
}

/// What a fetch brought of one run.
package struct Arrival: Hashable, Sendable {
    /// The run's name here.
    package let run: RunName
    /// Its name at the remote, where another run had that name here already.
    package let renamedFrom: RunName?
    /// Whether it was not here at all.
    package let isNew: Bool
    /// How many events came, by the writer whose they are.
    package internal(set) var events: [WriterID: Int]
}
