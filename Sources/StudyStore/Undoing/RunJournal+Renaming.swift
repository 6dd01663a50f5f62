import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    /// Gives the run's journals and branches another name; the event of it is recorded already.
    ///
    /// A branch that is not as hone left it keeps its name: it is a person's. Can be called again after it was cut short.
    func moveRefs(to name: RunName) async throws {
        var state = projected ?? ProjectedState()
        for journal in try await ownJournals() {
            try await move(
                journal.name, to: RefNames.journal(name, journal.writer), at: journal.tip, in: journals)
        }
        let prefix = RefNames.branches(record.run)
        for (ref, last) in state.refs where ref.hasPrefix(prefix) {
            let new = RefNames.branches(name) + ref.dropFirst(prefix.count)
            if try await repository.reference(ref) == ObjectID(last) {
                try await move(ref, to: new, at: ObjectID(last), in: repository)
            }
            state.refs[ref] = nil
            state.refs[new] = last
        }
        state.abandoned = Set(
            state.abandoned.map {
                $0.hasPrefix(prefix) ? RefNames.branches(name) + $0.dropFirst(prefix.count) : $0
            })
        try save(state)
    }

    /// A journal of the run.
    struct OwnJournal: Sendable {
        let name: String
        let writer: WriterID
        let tip: ObjectID
    }

    /// The journals of the run here, whoever writes them.
    func ownJournals() async throws -> [OwnJournal] {
        try await Self.journals(of: record.run, root: ObjectID(root), in: repository)
    }

    private static func journals(
        of run: RunName, root: ObjectID, in repository: isolated Repository
    ) throws -> [OwnJournal] {
        try repository.references(inFolder: "\(RefNames.journalPrefix)\(run)/").compactMap { reference in
            guard let (_, writer) = RefNames.parseJournal(reference.name),
                try JournalCommit.root(of: reference.target, in: repository) == root
            else { return nil }
            return OwnJournal(name: reference.name, writer: writer, tip: reference.target)
        }
    }

    private func move(
        _ old: String, to new: String, at target: ObjectID, in repository: Repository
    ) async throws {
        let reflog = "hone: rename \(record.run)"
        if try await repository.reference(new) != target {
            try options.failpoints.reach("before \(new)")
            try await repository.moveReference(new, from: nil, to: target, reflog: reflog)
            try options.failpoints.reach("after \(new)")
        }
        try await repository.moveReference(old, from: target, to: nil, reflog: reflog)
        try options.failpoints.reach("after removing \(old)")
    }

    /// Throws where a branch of the run is checked out: it could not go along.
    func requireFreeBranches() async throws {
        let prefix = RefNames.branches(record.run)
        let inUse = try await repository.checkedOutBranches().filter { $0.key.hasPrefix(prefix) }
        if let (ref, place) = inUse.min(by: { $0.key < $1.key }) {
            throw StoreError.branchInUse(ref, worktree: place)
        }
    }
}

extension StudyRepository {
    /// Gives a run another name; its identity, candidates and everything recorded stay.
    ///
    /// Throws `StoreError.runExists` where the name is taken, `.branchInUse` where a worktree has one of its branches checked out, and
    /// `.stepping` while it is stepped.
    package func rename(_ run: RunName, to name: RunName) async throws {
        let journal = try await open(run, for: .appending)
        try await rename(journal, to: name) {
            let event = RenameRecord(from: run, to: name, recordedAt: options.now())
            try await journal.append(.renamed(event), feedback: nil, attachments: [])
        }
    }

    /// The same with the event that `record` appends, which may be an undo.
    func rename(
        _ journal: RunJournal, to name: RunName, recording record: @Sendable () async throws -> Void
    ) async throws {
        let root = journal.root
        let taken = try await runs().contains { $0.name == name && $0.root != root }
        let branches = try await repository.references(prefix: RefNames.branches(name))
        let isResumed = try await runs().contains { $0.name == name && $0.root == root }
        guard !taken, branches.isEmpty || isResumed else { throw StoreError.runExists(name) }
        try await journal.withStepLock {
            try await journal.catchUpNow()
            try await journal.requireFreeBranches()
            if !isResumed { try await record() }
            try await journal.moveRefs(to: name)
        }
    }
}
