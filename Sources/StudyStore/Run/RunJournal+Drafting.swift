import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    /// The draft is in memory only, readable through `repository`: it becomes durable with the event that records it, and is
    /// gone with the process otherwise.
    package func draft(
        _ proposal: Proposal, on parents: Parents, step: StepID, proposer: String
    ) async throws -> Draft {
        let building = CandidateTree(check: scopeCheck, changes: proposal.changes)
        let message = CandidateMessage(
            summary: proposal.summary, rationale: proposal.rationale, run: record.run, step: step,
            proposer: proposer)
        let draft = try await building.draft(
            on: parents, message, in: history.view, options, in: repository)
        if case .candidate(let commit, _) = draft { drafts[commit] = step }
        return draft
    }

    package func artifact(at candidate: CommitID) async throws -> any ArtifactView {
        StoredArtifact(
            journal: self, candidate: candidate,
            tree: try await repository.tree(of: ObjectID(candidate)))
    }

    /// Tells whether changes are in scope, change something, and give a tree that the run has not evaluated.
    func isNovel(_ changes: [FileChange], on parent: CommitID) async throws -> Bool {
        let building = CandidateTree(check: scopeCheck, changes: changes)
        guard case .tree(let tree) = try await building.look(on: ObjectID(parent), in: repository) else {
            return false
        }
        return history.view.candidate(with: TreeID(tree)) == nil
    }

    /// Returns the files that differ between two commits, as a proposal changes them.
    package func changes(from base: CommitID, to head: CommitID) async throws -> [FileChange] {
        let trees = (try await tree(of: base), try await tree(of: head))
        return try await ScopeCheck.changes(from: ObjectID(trees.0), to: ObjectID(trees.1), in: repository)
    }

    /// Finds what forbids a commit as a candidate on top of another; `nil` where the scope allows it.
    package func violation(from base: CommitID, to head: CommitID) async throws -> ScopeViolation? {
        let trees = (try await tree(of: base), try await tree(of: head))
        return try await scopeCheck.violation(
            from: ObjectID(trees.0), to: ObjectID(trees.1), in: repository)
    }

    /// Finds what forbids a tree as a candidate's, beside the run's base; `nil` where the scope allows it.
    package func violation(in tree: TreeID) async throws -> ScopeViolation? {
        try await scopeCheck.violation(
            from: ObjectID(record.baseTree), to: ObjectID(tree), in: repository)
    }

    /// Returns the paths of a tree that a proposer may see.
    func paths(of tree: ObjectID) async throws -> ArtifactPaths {
        let selection = PathSelection(record.study)
        let base = ObjectID(record.baseTree)
        let known: ArtifactPaths
        if let basePaths {
            known = basePaths
        } else {
            known = try await ArtifactPaths(of: base, selection, in: repository)
            basePaths = known
        }
        return try await known.moved(from: base, to: tree, selection, in: repository)
    }
}
