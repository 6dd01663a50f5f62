import Git
import StudyModel

/// Builds the tree that a proposal gives, from its parent's tree and the files that it changes.
struct CandidateTree: Sendable {
    let check: ScopeCheck
    let changes: [FileChange]

    /// What the changes give.
    enum Built: Hashable, Sendable {
        case refused(ScopeViolation)
        case unchanged
        case tree(ObjectID)
    }

    /// Keeps the tree in memory until it is published, unless the scope forbids it.
    func stage(on parent: ObjectID, in repository: isolated Repository) throws -> Built {
        let old = try repository.tree(of: parent)
        if let violation = try check.violation(of: changes, to: old, in: repository) {
            return .refused(violation)
        }
        let paths = try changes.map { PathChange($0.path, try content(of: $0, in: repository)) }
        let tree = try repository.stageTree(base: old, changes: paths)
        return tree == old ? .unchanged : .tree(tree)
    }

    /// Builds the tree to look at it, and keeps nothing.
    @inline(never) func look(on parent: ObjectID, in scratch: isolated Repository) throws -> Built {
        do {
            let built = try stage(on: parent, in: scratch)
            try scratch.discardStaged()
            return built
        } catch {
            try scratch.discardStaged()
            throw error
        }
    }

    /// Keeps the candidate's commit in memory too; the changes must have been looked at and found to give a tree.
    @inline(never) func stageCommit(
        on parent: ObjectID, message: String, _ options: StoreOptions, in repository: isolated Repository
    ) throws -> (commit: CommitID, tree: TreeID) {
        guard case .tree(let tree) = try stage(on: parent, in: repository) else {
            preconditionFailure("the same changes to the same tree gave a tree before")
        }
        let signature = try options.signature(in: repository)
        let commit = try repository.stageCommit(
            tree: tree, parents: [parent], author: signature, committer: signature, message: message)
        return (CommitID(commit), TreeID(tree))
    }

    private func content(
        of change: FileChange, in repository: isolated Repository
    ) throws -> PathChange.Content {
        switch change.content {
        case .file(let bytes, let executable):
            .file(try repository.stageBlob(bytes), executable ? .executable : .file)
        case .deleted: .delete
        case .symbolicLink, .submodule: preconditionFailure("the scope has refused links and submodules")
        }
    }
}
