import Git
import StudyModel

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
            try await journal.reconcile()
            try await journal.requireFreeBranches()
            if !isResumed { try await record() }
            try await journal.moveRefs(to: name)
        }
    }
}
