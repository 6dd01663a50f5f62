import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    /// Brings branches and notes to where the journal says, and takes up what people did to branches.
    ///
    /// The journal is the truth: whatever a process that was killed, a lock or a checked-out branch held up is done now, and what
    /// a person changed or deleted is recorded, never put back. Costs a look at each branch when there is nothing to do.
    func catchUp() async throws {
        if projected == nil {
            try await repository.releaseStaleKeeps()
            try refreshProjectedState()
        }
        try await publishWaiting()
        try await takeUpReviews()
        try await catchUpEvents()
        for branch in livingBranches { try await settle(branch) }
        if var state = projected {
            try await removeVanished(in: &state)
            try save(state)
        }
        try await releaseHeld()
        backlog.settle(at: options.pace.uptime())
    }

    /// Lets branches and notes follow the steps that came too fast for them.
    package func settleBacklog() async throws {
        try await withTurn { try await settleBacklogInTurn() }
    }

    func settleBacklogInTurn() async throws {
        guard !backlog.isEmpty else { return }
        try await absorb()
        try await catchUp()
    }

    /// Projects events of this clone's journal that are recorded and whose notes and branches are not known to stand.
    private func catchUpEvents() async throws {
        guard var state = projected, let tip = history.tips[writer], state.through != CommitID(tip) else {
            return
        }
        let through = state.through.map { ObjectID($0) } ?? ObjectID(root)
        if let staged = backlog.staged, staged.commit == tip {
            guard try await moveNotes(staged) else { return }
        } else if let additions = backlog.additions(after: through, through: tip) {
            guard try await addNotes(additions) else { return }
        } else {
            guard try await catchUpEvents(after: through, through: tip, in: &state) else { return }
        }
        state.through = CommitID(tip)
        try save(state)
    }

    /// Reads in the journal what is to be projected; returns whether it all stands.
    private func catchUpEvents(
        after start: ObjectID, through tip: ObjectID, in state: inout ProjectedState
    ) async throws -> Bool {
        let commits = try await repository.firstParentChain(from: tip, until: start)
            .filter { $0 != ObjectID(root) }
        guard try await addNotes(of: commits),
            try await projectReviews(of: Array(history.view.everReviewed).sorted(), in: &state)
        else { return false }
        if record.study.branches == .all { try await addRejectedBranches(of: commits, in: &state) }
        return true
    }

    private func addRejectedBranches(of commits: [ObjectID], in state: inout ProjectedState) async throws {
        let inUse = try await repository.checkedOutBranches()
        for commit in commits {
            guard case .step(let step) = try await JournalCommit.event(of: commit, in: repository),
                let branch = rejectedBranch(of: step)
            else { continue }
            try await follow(branch, inUse: inUse, in: &state)
        }
    }

    /// Compares one branch with what hone last put there, and does what follows.
    private func settle(_ branch: Branch) async throws {
        guard var state = projected, !state.abandoned.contains(branch.ref) else { return }
        let actual = try await repository.reference(branch.ref).map { CommitID($0) }
        let reading = BranchState(
            actual: actual, wanted: branch.wanted, last: state.refs[branch.ref], view: history.view)
        switch reading {
        case .current:
            concerns[branch.ref] = nil
            state.refs[branch.ref] = branch.wanted
        case .behind(let value):
            state.refs[branch.ref] = value
            try await follow(branch, inUse: try await repository.checkedOutBranches(), in: &state)
        case .deleted(let last):
            try await recordDeletion(of: branch, last: last, in: &state)
        case .person(let head):
            try await takeUp(head, on: branch, in: &state)
        }
        if state != projected { try save(state) }
    }

    private func recordDeletion(
        of branch: Branch, last: CommitID, in state: inout ProjectedState
    ) async throws {
        state.refs[branch.ref] = nil
        guard let lineage = branch.lineage, history.view.lineages[lineage]?.owner == writer else {
            state.abandoned.insert(branch.ref)
            return
        }
        let deletion = BranchDeletedRecord(lineage: lineage, head: last, recordedAt: options.now())
        try await record { view in
            view.lineages[lineage]?.branchDeleted == false ? Addendum(event: .branchDeleted(deletion)) : nil
        }
        state.through = projected?.through
    }

    /// Records a person's commits on a lineage's branch as an event, if they keep to the scope.
    private func takeUp(_ head: CommitID, on branch: Branch, in state: inout ProjectedState) async throws {
        let known = ProjectionConcern.Reason.foreign(head)
        if case .outOfScope(head, _) = concerns[branch.ref]?.reason ?? known { return }
        if let reason = try await reasonAgainst(head, on: branch) { return raise(reason, about: branch) }
        guard let lineage = branch.lineage else { return }
        try await record { view in
            guard let current = view.lineages[lineage], current.head != head else { return nil }
            return Addendum(
                event: .adopted(
                    AdoptRecord(
                        lineage: lineage, head: head, previous: current.head, recordedAt: options.now())))
        }
        concerns[branch.ref] = nil
        state.refs[branch.ref] = head
        state.through = projected?.through
    }

    /// Lets a gc treat packs as any other that were written while catching up.
    func letGo() async throws {
        guard drafts.isEmpty else { return }
        for pack in held { try await repository.release(pack) }
        held = []
    }
}
