import Git
import ObjectIDs
import StudyModel

/// Moves a run's branches from what hone last put there; anything else there stays and is a concern.
struct BranchProjection {
    let site: RunSite
    let ledger: ProjectionLedger

    /// Moves a branch and remembers it.
    func follow(_ branch: RunBranch, inUse: [String: String]) async throws {
        guard !ledger.abandoned.contains(branch.ref) else { return }
        let last = ledger[branch.ref]
        guard last != branch.wanted else { return }
        if let worktree = inUse[branch.ref] {
            return raise(.checkedOut(worktree: worktree), about: branch)
        }
        try site.options.failpoints.reach("before \(branch.ref)")
        let move = RefMove(
            branch.ref, from: last.map { ObjectID($0) }, to: ObjectID(branch.wanted),
            reflog: "hone: follow the journal", by: try site.committer())
        switch try await site.repository.move(move) {
        case .moved:
            ledger[branch.ref] = branch.wanted
            ledger.settle(branch.ref)
            try site.options.failpoints.reach("after \(branch.ref)")
        case .notMoved(let obstacle): explain(obstacle, about: branch)
        }
    }

    /// Takes away the branches of lineages that ended, whose birth was undone, or whose deletion was redone, where they are as hone left them.
    func removeVanished(in view: RunView) async throws {
        let prefix = RefNames.branches(site.record.run)
        let kept = Set(RunBranches(record: site.record, view: view).living.map(\.ref))
        var inUse: [String: String]?
        for (ref, last) in ledger.refs.sorted(by: { $0.key < $1.key }) where ref.hasPrefix(prefix) {
            guard let name = LineageName(text: String(ref.dropFirst(prefix.count))),
                !name.text.hasPrefix("step-"), !kept.contains(ref)
            else { continue }
            let branch = RunBranch(ref: ref, wanted: last)
            if inUse == nil { inUse = try await site.repository.checkedOutBranches() }
            if let worktree = inUse?[ref] {
                raise(.checkedOut(worktree: worktree), about: branch)
                continue
            }
            let removal = RefMove(ref, from: ObjectID(last), to: nil, reflog: "hone: follow the journal")
            switch try await site.repository.move(removal) {
            case .moved: ledger.settle(ref)
            case .notMoved(let obstacle):
                explain(obstacle, about: branch)
                if case .locked = obstacle { continue }
            }
            ledger[ref] = nil
        }
    }

    /// Gives the branches that are as hone left them the names of another run; a person's keep theirs. Can be called again.
    func rename(to name: RunName) async throws {
        try await rename(below: RefNames.branches(site.record.run), to: RefNames.branches(name))
    }

    private func rename(below prefix: String, to new: String) async throws {
        for (ref, last) in ledger.refs where ref.hasPrefix(prefix) {
            guard try await site.repository.reference(ref) == ObjectID(last) else { continue }
            try await site.move(
                ref, to: new + ref.dropFirst(prefix.count), at: ObjectID(last), in: site.repository)
        }
        ledger.rename(below: prefix, to: new)
    }

    /// Goes on with a renaming that was cut short: the run has its new name, and some of its branches the one of before.
    func finishRenaming() async throws {
        let prefix = RefNames.branches(site.record.run)
        let former = Set(
            ledger.refs.keys.filter { !$0.hasPrefix(prefix) }.compactMap { ref in
                ref.lastIndex(of: "/").map { String(ref[...$0]) }
            })
        for old in former where old.hasPrefix(RefNames.branchPrefix) {
            try await rename(below: old, to: prefix)
        }
    }

    /// Forgets the branches that are gone: of a run in the trash that is no person's doing.
    func forgetMissing() async throws {
        for ref in ledger.refs.keys where try await site.repository.reference(ref) == nil {
            ledger[ref] = nil
        }
    }

    /// Removes the branches that are as hone left them.
    func remove() async throws {
        let prefix = RefNames.branches(site.record.run)
        for (ref, last) in ledger.refs where ref.hasPrefix(prefix) {
            if try await site.repository.reference(ref) == ObjectID(last) {
                try await site.repository.require(
                    RefMove(
                        ref, from: ObjectID(last), to: nil, reflog: "hone: delete \(site.record.run)"))
            }
            ledger[ref] = nil
        }
    }

    /// Turns what keeps a ref from moving into a concern; the event has happened all the same.
    private func explain(_ obstacle: RefMove.Obstacle, about branch: RunBranch) {
        switch obstacle {
        case .locked(let file): raise(.locked(file: file), about: branch)
        case .nameTaken: raise(.nameTaken, about: branch)
        case .overtaken(by: let actual?) where CommitID(actual) != branch.wanted:
            raise(.foreign(CommitID(actual)), about: branch)
        case .overtaken: return
        }
    }

    func raise(_ reason: ProjectionConcern.Reason, about branch: RunBranch) {
        ledger.raise(reason, about: branch.ref, wanted: branch.wanted)
    }
}

extension RunSite {
    /// Gives a ref another name; can be called again after it was cut short.
    func move(_ old: String, to new: String, at target: ObjectID, in repository: Repository) async throws {
        let reflog = "hone: rename \(record.run)"
        if try await repository.reference(new) != target {
            try options.failpoints.reach("before \(new)")
            try await repository.require(RefMove(new, from: nil, to: target, reflog: reflog))
            try options.failpoints.reach("after \(new)")
        }
        try await repository.require(RefMove(old, from: target, to: nil, reflog: reflog))
        try options.failpoints.reach("after removing \(old)")
    }
}
