import Git
import Listings
import ObjectIDs
import StudyModel
import StudyStore
import Wiring

/// What happened to a run, as operations that a person can take back.
package struct OperationLog: Sendable {
    let runs: Runs
    let git: UserGit

    private var store: StudyRepository { runs.store }
    private var repository: Repository { runs.store.repository }

    /// Undoes an operation of a run, the last one without `operation`; of the newest run without a name.
    ///
    /// An undo is an operation too, and undone it does again what it had undone. A run in the trash comes back.
    package func undo(_ name: String?, operation: String?) async throws -> Undone {
        if let deleted = try await deleted(name) { return try await restore(deleted) }
        let journal = try await runs.journal(name, for: .appending)
        let view = try await journal.currentView()
        let plan = try await journal.planUndo(operation.map { try id(startingWith: $0, in: view) })
        let subject = view.subject(of: plan.operation)
        let what = try await words(subject)
        if case .branch(let move) = plan.effect {
            try await undoLanding(plan, move, journal)
        } else {
            try await store.undo(plan, in: journal)
        }
        return Undone(
            run: run(after: plan, view.record.run),
            change: subject.isUndone ? .redone : .undone, what: what,
            operation: subject.id ?? view.record.base,
            branch: { if case .branch(let move) = $0 { move } else { nil } }(plan.effect))
    }

    /// Returns the operations of a run, oldest first.
    package func list(_ name: String?) async throws -> [RecordedOperation] {
        try await runs.journal(name, for: .reading).operations()
    }

    private func run(after plan: UndoPlan, _ run: RunName) -> RunName? {
        switch plan.effect {
        case .rename(let name): name
        case .delete: nil
        case .none, .branch, .restore: run
        }
    }

    // MARK: - What was deleted

    /// The run or the sweep of a name that was deleted last, where there is none of it.
    private func deleted(_ name: String?) async throws -> TrashedRun? {
        guard let name = name.flatMap({ RunName(text: $0) }) else { return nil }
        guard try await !store.journalListings().contains(where: { $0.name == name }) else { return nil }
        return try await store.trash().last { $0.run == name }
    }

    private func restore(_ deleted: TrashedRun) async throws -> Undone {
        if let sweep = try await SweepStore(store).restore(deleted) {
            let count = try await SweepRuns(journal: sweep, store: store).restore()
            return Undone(sweep: deleted.run, what: "deleted with \(count) runs", root: deleted.root)
        }
        let plan = try await store.undoDeletion(of: deleted.run)
        let view = try await runs.view(deleted.run.text)
        let subject = view.subject(of: plan.operation)
        return Undone(
            run: deleted.run, change: .undone, what: try await words(subject),
            operation: subject.id ?? view.record.base, branch: nil)
    }

    // MARK: - Operations

    private func id(startingWith text: String, in view: RunView) throws -> CommitID {
        let matches = view.operations.compactMap(\.id).filter { $0.text.hasPrefix(text.lowercased()) }
        guard let id = matches.first, !text.isEmpty else {
            throw Problem.undo(.unknownOperation(text, run: view.record.run))
        }
        guard matches.count == 1 else {
            throw Problem.undo(.ambiguousOperation(text, run: view.record.run))
        }
        return id
    }

    private func words(_ operation: Operation) async throws -> String {
        guard let id = operation.id else { return "" }
        return try await repository.readCommit(ObjectID(id)).subject
    }

    // MARK: - Landings

    /// Moves the user's branch; in their sight, and only if clean, where it is checked out.
    private func undoLanding(_ plan: UndoPlan, _ move: LandRecord, _ journal: RunJournal) async throws {
        let branch = String(move.onto.dropFirst("refs/heads/".count))
        guard let from = move.from, try await repository.reference(move.onto) == ObjectID(from) else {
            throw Problem.undo(.branchMoved(move.onto, expected: move.from ?? move.result))
        }
        guard let place = try await repository.checkedOutBranches()[move.onto] else {
            return try await journal.undoLanding(plan, move)
        }
        let git = self.git.inFolder(place)
        let changed = try await git.run(["status", "--porcelain", "--untracked-files=no"])
        let paths = changed.split(separator: "\n").map { String($0.dropFirst(3)) }
        guard paths.isEmpty else { throw Problem.undo(.dirtyCheckout(branch: branch, paths: paths)) }
        try await journal.append(.landing(move), feedback: nil, attachments: [])
        try await git.run(["reset", "--quiet", "--keep", move.result.text])
        try await journal.requireLanded(move)
        try await journal.recordUndo(plan, landing: move)
    }
}

extension RunView {
    /// The operation that an undo is about in the end: of a chain of undoes the one at its beginning.
    fileprivate func subject(of operation: Operation) -> Operation {
        var subject = operation
        while case .event(.undone(let record)) = subject.content, let next = self.operation(record.event) {
            subject = next
        }
        return subject
    }
}
