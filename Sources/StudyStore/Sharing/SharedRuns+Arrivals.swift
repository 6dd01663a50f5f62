import Git
import ObjectIDs
import StudyModel

extension SharedRuns {
    /// What the last fetch brought that is new.
    package struct Arrivals: Sendable {
        /// By run, sorted by name.
        package var runs: [Arrival] = []
        /// What is no journal, and what both sides wrote to (`StoreError.divergedJournal`): nothing follows it.
        package var passedOver: [RefusedRef] = []
        /// As whom this clone writes from here on, where somebody else goes by the writer that it was.
        package var newWriter: WriterID?

        fileprivate mutating func add(
            _ count: Int, by writer: WriterID, to run: RunName, from name: RunName, _ isNew: Bool
        ) {
            if !runs.contains(where: { $0.run == run }) {
                runs.append(
                    Arrival(run: run, renamedFrom: run == name ? nil : name, isNew: isNew, events: [:]))
            }
            guard let index = runs.firstIndex(where: { $0.run == run }) else { return }
            runs[index].events[writer] = count
        }
    }

    /// Takes up the journals that the last fetch brought from a remote.
    ///
    /// A journal has one writer and only grows, so whichever side has more of it is right. A run is known by its root: one whose
    /// name is taken here by another run gets a name of its own. Each is looked through first, and one that is none keeps no other out.
    package func takeUpJournals() async throws -> Arrivals {
        var result = Arrivals()
        var names = LocalNames(try await store.journalListings())
        // What was deleted here stays deleted here.
        let trashed = Set(try await store.trash().map(\.root))
        for reference in try await repository.references(prefix: remote.journals) {
            let theirs = remote.journal(followedBy: reference.name)
            guard let (name, writer) = RefNames.parseJournal(theirs) else { continue }
            let find: Finding
            do {
                find = try await look(at: reference.target, of: writer, named: name, among: names)
            } catch {
                result.passedOver.append(RefusedRef(ref: theirs, error: error))
                continue
            }
            guard !trashed.contains(find.root) else { continue }
            let isNew = names.byRoot[find.root] == nil
            names = find.names
            if try await !isOwnMaking(find, by: writer) { result.newWriter = try renewWriter() }
            let count = try await takeUp(find)
            guard count > 0 || isNew else { continue }
            result.add(count, by: writer, to: find.local, from: name, isNew)
        }
        result.runs.sort { $0.run < $1.run }
        return result
    }

    /// A journal of the remote's that can be followed.
    private struct Finding {
        let root: CommitID
        /// What the run is called here, and all names with that.
        let local: RunName
        let names: LocalNames
        let ref: String
        let ours: ObjectID?
        let theirs: ObjectID
        /// Whether the remote has more than is here.
        let isNews: Bool
    }

    /// Looks through a journal of the remote's, as far as it is news; throws what is wrong with it.
    private func look(
        at theirs: ObjectID, of writer: WriterID, named name: RunName, among known: LocalNames
    ) async throws -> Finding {
        var names = known
        let root = try await Self.root(of: theirs, in: repository)
        let local = names.name(for: name, root: root, from: remote.remote)
        let ref = RefNames.journal(local, writer)
        let ours = try await repository.reference(ref)
        var isNews = true
        if let ours { isNews = try await !repository.isAncestor(theirs, of: ours) }
        if isNews {
            if let ours, try await !repository.isAncestor(ours, of: theirs) {
                throw StoreError.divergedJournal(ref: ref)
            }
            try await Self.look(at: theirs, of: writer, after: ours, in: repository)
        }
        return Finding(
            root: root, local: local, names: names, ref: ref, ours: ours, theirs: theirs, isNews: isNews)
    }

    private static func look(
        at tip: ObjectID, of writer: WriterID, after known: ObjectID?, in repository: isolated Repository
    ) throws {
        _ = try ForeignJournal(of: writer, at: tip, after: known, in: repository)
    }

    /// Moves a journal's ref to what a remote has of it, if that is more; returns by how many events.
    private func takeUp(_ find: Finding) async throws -> Int {
        guard find.isNews else { return 0 }
        try await store.journals.require(
            RefMove(find.ref, from: find.ours, to: find.theirs, reflog: "hone: fetched"))
        let root = ObjectID(find.root)
        let chain = try await repository.firstParentChain(from: find.theirs, until: find.ours ?? root)
        return chain.filter { $0 != root }.count
    }

    // MARK: - This clone's own journals

    /// Whether nothing comes by this clone's own name that it did not write: its own journal may have been lost here.
    private func isOwnMaking(_ find: Finding, by writer: WriterID) async throws -> Bool {
        guard find.isNews, try identity().existing() == writer else { return true }
        let path = RunSite.localFolder(of: find.root, in: repository) + "projected.json"
        guard let through = try ProjectedState.read(path)?.through.map({ ObjectID($0) }),
            await repository.exists(through)
        else { return false }
        return try await repository.isAncestor(find.theirs, of: through)
    }

    private func renewWriter() throws -> WriterID { try identity().renew(random: options.random) }

    private func identity() throws -> WriterIdentity { try WriterIdentity(of: repository.context) }

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
