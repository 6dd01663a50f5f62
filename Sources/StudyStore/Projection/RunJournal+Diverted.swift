import Git
import StudyModel

extension RunJournal {
    /// Returns the branches at which people put commits that the run does not take up, sorted by name; moves and records nothing.
    ///
    /// Commits that the next event takes up are not among them.
    package func divertedBranches() async throws -> [ProjectionConcern] {
        try await withTurn {
            try await absorb()
            // In the order opposite to that of writing, so that what a running step does meanwhile is never taken for a person's doing.
            let state = try ProjectedState.read(statePath) ?? ProjectedState()
            let heads = try await heads(of: livingBranches)
            try await absorb()
            var diverted: [ProjectionConcern] = []
            for branch in livingBranches where !state.abandoned.contains(branch.ref) {
                guard let head = heads[branch.ref] else { continue }
                let reading = BranchState(
                    actual: head, wanted: branch.wanted, last: state.refs[branch.ref], view: history.view)
                guard case .person = reading, let reason = try await reasonAgainst(head, on: branch) else {
                    continue
                }
                diverted.append(ProjectionConcern(ref: branch.ref, wanted: branch.wanted, reason: reason))
            }
            return diverted.sorted { $0.ref < $1.ref }
        }
    }

    /// Tells why a person's commit on a branch does not join the run; `nil` where it does.
    func reasonAgainst(_ head: CommitID, on branch: Branch) async throws -> ProjectionConcern.Reason? {
        guard let lineage = branch.lineage, history.view.lineages[lineage]?.owner == writer else {
            return .foreign(head)
        }
        return try await violation(from: record.base, to: head).map { .outOfScope(head: head, $0) }
    }

    private func heads(of branches: [Branch]) async throws -> [String: CommitID] {
        var heads: [String: CommitID] = [:]
        for branch in branches {
            heads[branch.ref] = try await repository.reference(branch.ref).map { CommitID($0) }
        }
        return heads
    }
}
