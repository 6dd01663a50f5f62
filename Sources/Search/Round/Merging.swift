import StudyModel

/// Candidates that bring two others together, or take over what a study names: nobody is asked for them.
struct Merging {
    let store: any RunStore
    let view: RunView

    /// Returns what a turn comes to: the first merge that is taken instead, with its changes, or itself.
    func choose(_ planned: LoopState.Round.Planned) async throws -> (LoopState.Round.Planned, Proposal?) {
        for merge in planned.rather {
            if let proposal = try await proposal(of: merge.turn) { return (merge, proposal) }
        }
        guard let start = planned.turn.start else { return (planned, nil) }
        return (planned, try await proposal(of: start, onto: planned.turn.parents.first))
    }

    /// What brings a commit's files to the base.
    private func proposal(of start: CommitID, onto base: CommitID) async throws -> Proposal {
        guard case .applied(let changes) = try await store.reapply(start, madeFrom: base, onto: base) else {
            preconditionFailure("nothing contradicts what has not changed")
        }
        var proposal = Proposal(changes: changes, summary: "Begin at \(start.short)")
        proposal.maker = Turn.starter
        return proposal
    }

    /// The changes of a merge; `nil` where its parents contradict each other, or give what is out of scope or no news.
    private func proposal(of turn: Turn) async throws -> Proposal? {
        guard let ancestor = turn.merging, let other = turn.parents.others.first,
            case .applied(let changes) = try await store.reapply(
                other, madeFrom: ancestor, onto: turn.parents.first),
            try await store.artifact(at: turn.parents.first).isNovel(changes)
        else { return nil }
        let names = turn.parents.all.map { view.step(of: $0).map { view.name(of: $0.step) } ?? $0.short }
        var proposal = Proposal(changes: changes, summary: "Merge step \(names[1]) into step \(names[0])")
        proposal.maker = Turn.merger
        return proposal
    }
}
