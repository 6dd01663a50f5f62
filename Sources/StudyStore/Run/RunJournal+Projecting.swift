import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    /// Lets branches and notes follow an event that has just been recorded.
    func project(_ event: Event, _ staged: StagedEvent, after previous: ObjectID?) async throws {
        var projected = projected ?? ProjectedState()
        let branches = branches(movedBy: event)
        if !branches.isEmpty {
            let inUse = try await repository.checkedOutBranches()
            for branch in branches { try await follow(branch, inUse: inUse, in: &projected) }
        }
        if event.takenBack != nil { try await removeVanished(in: &projected) }
        var complete = try await moveNotes(staged)
        let reviewed = candidates(reviewedBy: event)
        if !reviewed.isEmpty {
            let stands = try await projectReviews(of: reviewed, in: &projected)
            complete = complete && stands
        }
        // Where others' events are not projected yet, the mark stays below them, and they are caught up with.
        if complete, projected.through == CommitID(previous ?? ObjectID(root)) {
            projected.through = CommitID(staged.commit)
        }
        try save(projected)
        backlog.follow(at: options.pace.uptime())
    }

    /// A branch and where it should be.
    struct Branch: Hashable {
        let ref: String
        let wanted: CommitID
        /// The lineage whose branch it is; `nil` for the best's and a rejected step's.
        var lineage: LineageName?
    }

    /// The branches of the lineages that a person has not deleted, and that of the best.
    var livingBranches: [Branch] {
        guard !history.view.steps.isEmpty else { return [] }
        let living = history.view.lineages.values.filter { !$0.branchDeleted }.sorted { $0.name < $1.name }
        return living.map { lineageBranch($0) } + [bestBranch]
    }

    private var bestBranch: Branch { Branch(ref: RefNames.best(record.run), wanted: history.view.best) }

    private func lineageBranch(_ lineage: LineageView) -> Branch {
        Branch(
            ref: RefNames.branch(record.run, lineage.name), wanted: lineage.head, lineage: lineage.name)
    }

    private func branches(movedBy event: Event) -> [Branch] {
        let moved: [LineageName]
        switch event {
        case .step(let step) where step.moves.isEmpty: return [rejectedBranch(of: step)].compactMap { $0 }
        case .step(let step): moved = step.moves.map(\.lineage)
        case .reverted(let record): moved = [record.lineage]
        case .forked(let record): moved = [record.lineage]
        case .lineage(let record): moved = [record.lineage]
        case .reviewed: moved = []
        default: return event.takenBack == nil ? [] : livingBranches
        }
        return livingBranches.filter { branch in branch.lineage.map(moved.contains) ?? true }
    }

    /// The branch that a rejected step keeps where every lineage keeps one.
    func rejectedBranch(of step: StepRecord) -> Branch? {
        guard record.study.branches == .all, step.verdict != .accepted, let candidate = step.candidate else {
            return nil
        }
        return Branch(ref: RefNames.step(step.step, of: record), wanted: candidate)
    }

    /// Moves a branch from what hone last put there, and remembers it; anything else there stays and is a concern.
    func follow(
        _ branch: Branch, inUse: [String: String], in projected: inout ProjectedState
    ) async throws {
        guard !projected.abandoned.contains(branch.ref) else { return }
        let last = projected.refs[branch.ref]
        guard last != branch.wanted else { return }
        if let worktree = inUse[branch.ref] {
            return raise(.checkedOut(worktree: worktree), about: branch)
        }
        do {
            try options.failpoints.reach("before \(branch.ref)")
            try await repository.moveReference(
                branch.ref, from: last.map { ObjectID($0) }, to: ObjectID(branch.wanted),
                reflog: "hone: follow the journal", by: try await signature())
            projected.refs[branch.ref] = branch.wanted
            concerns[branch.ref] = nil
            try options.failpoints.reach("after \(branch.ref)")
        } catch let error as GitError {
            try await explain(error, about: branch)
        }
    }

    /// Takes away the branches of lineages whose birth was undone, or whose deletion was redone, where they are as hone left them.
    func removeVanished(in projected: inout ProjectedState) async throws {
        let prefix = RefNames.branches(record.run)
        var inUse: [String: String]?
        for (ref, last) in projected.refs.sorted(by: { $0.key < $1.key }) where ref.hasPrefix(prefix) {
            guard let name = LineageName(text: String(ref.dropFirst(prefix.count))),
                !name.text.hasPrefix("step-"), history.view.lineages[name]?.branchDeleted ?? true
            else { continue }
            let branch = Branch(ref: ref, wanted: last)
            if inUse == nil { inUse = try await repository.checkedOutBranches() }
            if let worktree = inUse?[ref] {
                raise(.checkedOut(worktree: worktree), about: branch)
                continue
            }
            do {
                try await repository.moveReference(
                    ref, from: ObjectID(last), to: nil, reflog: "hone: follow the journal")
                concerns[ref] = nil
            } catch {
                try await explain(error, about: branch)
                if case .locked = error.code { continue }
            }
            projected.refs[ref] = nil
        }
    }

    /// Turns what keeps a ref from moving into a concern; the event has happened all the same.
    private func explain(_ error: GitError, about branch: Branch) async throws {
        switch error.code {
        case .locked(let file): raise(.locked(file: file), about: branch)
        case .exists: raise(.nameTaken, about: branch)
        case .modified:
            if let actual = try await repository.reference(branch.ref), CommitID(actual) != branch.wanted {
                raise(.foreign(CommitID(actual)), about: branch)
            }
        default: throw error
        }
    }

    func raise(_ reason: ProjectionConcern.Reason, about branch: Branch) {
        concerns[branch.ref] = ProjectionConcern(ref: branch.ref, wanted: branch.wanted, reason: reason)
    }

    // MARK: - The local memory of it

    var statePath: String { localFolder + "projected.json" }

    /// Reads what hone last did to branches, by whichever process of this clone.
    func refreshProjectedState() throws {
        let stored = try ProjectedState.read(statePath)
        guard var own = projected else {
            projected = stored ?? ProjectedState()
            return
        }
        own.refs.merge(stored?.refs ?? [:]) { _, stored in stored }
        own.abandoned.formUnion(stored?.abandoned ?? [])
        projected = own
    }

    func save(_ state: ProjectedState) throws {
        guard state != projected else { return }
        let old = projected
        projected = state
        try options.failpoints.reach("before local state")
        // The first line of a process is all of it, and so is one now and then, which keeps the file short.
        if let old, stateLines % 1024 != 0 {
            try state.write(statePath, since: old)
        } else {
            try state.write(statePath)
        }
        stateLines += 1
        try options.failpoints.reach("after local state")
    }
}
