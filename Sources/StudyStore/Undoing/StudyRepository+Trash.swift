import Git
import ObjectIDs
import StudyModel

extension StudyRepository {
    /// Returns the runs in the trash, oldest deletion first.
    package func trash() async throws -> [TrashedRun] { try await TrashedRun.all(in: repository) }

    /// Puts a run into the trash: its journals and the branches that are as hone left them. Notes stay.
    ///
    /// Throws `StoreError.branchInUse` where a worktree has one of its branches checked out, and `.stepping` while it is stepped.
    package func delete(_ run: RunName) async throws {
        let journal = try await open(run, for: .appending)
        try await delete(journal) {
            let event = DeletionRecord(run: run, recordedAt: options.now())
            try await journal.append(.deleted(event), feedback: nil, attachments: [])
        }
    }

    /// The same with the event that `record` appends, which may be an undo; not again where a deletion was cut short.
    func delete(_ journal: RunJournal, recording record: @Sendable () async throws -> Void) async throws {
        try await journal.withStepLock {
            try await journal.reconcile()
            try await journal.requireFreeBranches()
            if try await !journal.currentView().isDeleted { try await record() }
            try await journal.moveToTrash()
        }
    }

    /// Takes the run of that name that was deleted last back out of the trash, as it was, and undoes its deletion.
    @discardableResult
    package func undoDeletion(of run: RunName) async throws -> UndoPlan {
        guard let trashed = try await trash().last(where: { $0.run == run }) else {
            throw StoreError.unknownRun(run, existing: try await runs().map(\.name))
        }
        guard try await !runs().contains(where: { $0.name == run && $0.root != trashed.root }) else {
            throw StoreError.runExists(run)
        }
        try await restoreJournals(of: trashed)
        let journal = try await open(run, for: .appending)
        let plan = try await journal.planUndo(try await journal.currentView().deletion?.id)
        try await journal.recordUndo(plan)
        try await journal.reconcile()
        try await removeFromTrash(trashed)
        return plan
    }

    /// Puts journals that the trash keeps back at their places; those that are there already stay.
    func restoreJournals(of trashed: TrashedRun) async throws {
        for (writer, tip) in trashed.journals.sorted(by: { $0.key < $1.key }) {
            guard let writer = WriterID(text: writer) else { continue }
            let ref = RefNames.journal(trashed.run, writer)
            if try await repository.reference(ref) == nil {
                try await journals.require(
                    RefMove(ref, from: nil, to: ObjectID(tip), reflog: "hone: restore \(trashed.run)"))
            }
        }
    }

    /// Lets go of what was restored.
    func removeFromTrash(_ trashed: TrashedRun) async throws {
        let ref = RefNames.trash(trashed.root)
        if let kept = try await repository.reference(ref) {
            try await repository.require(
                RefMove(ref, from: kept, to: nil, reflog: "hone: restore \(trashed.run)"))
        }
    }

    /// Undoes an event whose effect is on the run alone: one on a branch of the user's is for `undoLanding`, or for the caller.
    package func undo(_ plan: UndoPlan, in journal: RunJournal) async throws {
        switch plan.effect {
        case .none, .branch: try await journal.recordUndo(plan)
        case .rename(let name): try await rename(journal, to: name) { try await journal.recordUndo(plan) }
        case .delete: try await delete(journal) { try await journal.recordUndo(plan) }
        case .restore:
            // The deletion was cut short: journals are still there, and so is what was not taken away yet.
            try await journal.recordUndo(plan)
            try await journal.reconcile()
        }
    }
}

extension RunSite {
    /// Puts a commit that keeps the run's journals at its place in the trash, durably.
    func stash(_ kept: [OwnJournal]) async throws {
        try await TrashedRun(
            run: record.run, root: root,
            journals: Dictionary(kept.map { ($0.writer.text, CommitID($0.tip)) }) { $1 },
            deletedAt: options.now()
        ).keep(in: repository, journals: journals, options)
    }
}

extension TrashedRun {
    /// Puts a commit that keeps the journals at its place in the trash, durably.
    func keep(in repository: Repository, journals: Repository, _ options: StoreOptions) async throws {
        let ref = RefNames.trash(root)
        let commit = try await Self.stage(self, options, in: repository)
        try await repository.publish(syncing: options.sync) {
            try await journals.require(
                RefMove(
                    ref, from: try await repository.reference(ref), to: commit, reflog: "hone: delete \(run)"
                ))
        }
        try options.failpoints.reach("after \(ref)")
    }

    private static func stage(
        _ trashed: TrashedRun, _ options: StoreOptions, in repository: isolated Repository
    ) throws -> ObjectID {
        try trashed.stage(by: options.authorship(in: repository), in: repository)
    }
}

extension RunView {
    /// What has to be undone for the run to be there again: its deletion, or an undo that deleted it once more.
    fileprivate var deletion: Operation? {
        guard isDeleted else { return nil }
        return operations.last { operation in
            guard !operation.isUndone, let id = operation.id else { return false }
            guard case .event(.deleted) = self.operation(origin(of: id))?.content else { return false }
            return true
        }
    }
}
