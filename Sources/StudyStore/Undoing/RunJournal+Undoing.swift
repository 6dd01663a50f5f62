import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    /// Works out what undoing an event comes to; the last one that can be and is not undone without `id`.
    ///
    /// Throws `StoreError.nothingToUndo`, `.unknownOperation`, `.cannotBeUndone` and `.undoneAlready`.
    package func planUndo(_ id: CommitID?) async throws -> UndoPlan {
        try await withCurrentRun { try $0.undoPlan(id, now: site.options.now()) }
    }

    /// Records that an event counts no more; branches and notes follow.
    ///
    /// What the plan says to happen outside the journal is the caller's, before this: it is in `landing` by its ID where a branch was
    /// moved. Whoever else undid the event meanwhile makes this do nothing.
    package func recordUndo(_ plan: UndoPlan, landing: LandRecord? = nil) async throws {
        guard let id = plan.operation.id else { throw StoreError.cannotBeUndone(plan.operation) }
        let undo = UndoRecord(event: id, landing: landing?.id, recordedAt: site.options.now())
        try await withCurrentRun { _ in
            try await record { view in
                // A landing that is open no more was found taken back, and recorded, by another process.
                let isDone =
                    landing.map { view.openLandings[$0.id] == nil } ?? view.operation(id)?.isUndone ?? false
                return isDone ? nil : Addendum(event: view.event(takingBack: undo))
            }
        }
    }

    /// Takes a landing back, or makes it again, on a branch that is checked out nowhere, and records the undo.
    ///
    /// Throws `StoreError.branchMoved` where the branch is not where the landing left it.
    package func undoLanding(_ plan: UndoPlan, _ move: LandRecord) async throws {
        try await append(.landing(move), feedback: nil, attachments: [])
        try await moveBranch(of: move)
        try await recordUndo(plan, landing: move)
    }

    /// The events of the run as people did them, oldest first: with the words of the journal, and who and when.
    package func operations() async throws -> [RecordedOperation] {
        let view = try await currentView()
        return try await Self.operations(of: view, in: repository)
    }

    private static func operations(
        of view: RunView, in repository: isolated Repository
    ) throws -> [RecordedOperation] {
        try view.operations.compactMap { operation in
            guard let id = operation.id else { return nil }
            let commit = try repository.readCommit(ObjectID(id))
            return RecordedOperation(
                operation: operation, id: id, what: commit.subject, name: commit.author.name,
                email: commit.author.email, time: commit.author.time)
        }
    }
}
