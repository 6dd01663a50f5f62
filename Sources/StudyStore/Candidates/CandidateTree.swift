import Git
import ObjectIDs
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
    @inline(never) func look(on parent: ObjectID, in repository: isolated Repository) throws -> Built {
        let staged = repository.stagedCount
        defer { repository.unstage(allBut: staged) }
        return try stage(on: parent, in: repository)
    }

    /// Keeps tree and commit in memory until they are published, unless the run has such a candidate or the scope forbids it.
    ///
    /// `view` is the run as it is. Nothing is kept of what gives no new tree.
    @inline(never) func draft(
        on parents: Parents, _ message: CandidateMessage, in view: RunView, _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> Draft {
        let staged = repository.stagedCount
        do {
            let built = try stage(on: ObjectID(parents.first), in: repository)
            if let nothing = view.draft(withoutCandidate: built) {
                repository.unstage(allBut: staged)
                return nothing
            }
            guard case .tree(let tree) = built else {
                preconditionFailure("what gives no tree has been told above")
            }
            let authorship = try options.authorship(in: repository)
            let commit = try repository.stageCommit(
                tree: tree, parents: parents.all.map { ObjectID($0) }, by: authorship,
                message: message.text)
            return .candidate(commit: CommitID(commit), tree: TreeID(tree))
        } catch {
            repository.unstage(allBut: staged)
            throw error
        }
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

extension RunView {
    /// What becomes of a proposal that gives no new tree; `nil` where it does.
    fileprivate func draft(withoutCandidate built: CandidateTree.Built) -> Draft? {
        switch built {
        case .refused(let violation): .refused(violation)
        case .unchanged: .unchanged
        case .tree(let tree): candidate(with: TreeID(tree)).map { .duplicate(of: $0) }
        }
    }
}
