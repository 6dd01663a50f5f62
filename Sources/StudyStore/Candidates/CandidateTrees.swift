import Git
import ObjectIDs
import StudyModel

/// What can be asked of a run's commits and trees, recorded or drafted; changes nothing.
package struct CandidateTrees: Sendable {
    private let repository: Repository
    private let baseTree: TreeID
    private let scope: ScopeCheck

    init(_ site: RunSite) {
        repository = site.repository
        baseTree = site.record.baseTree
        scope = ScopeCheck(site.record.study)
    }

    /// Returns the tree of a commit.
    package func tree(of candidate: CommitID) async throws -> TreeID {
        TreeID(try await repository.tree(of: ObjectID(candidate)))
    }

    /// Returns the unified diff from one commit to another, as `git diff` prints it.
    package func diff(from base: CommitID, to head: CommitID) async throws -> String {
        let trees = (try await tree(of: base), try await tree(of: head))
        return try await repository.diffText(from: ObjectID(trees.0), to: ObjectID(trees.1))
    }

    /// Returns the files that differ between two commits, as a proposal changes them.
    package func changes(from base: CommitID, to head: CommitID) async throws -> [FileChange] {
        let trees = (try await tree(of: base), try await tree(of: head))
        return try await ScopeCheck.changes(from: ObjectID(trees.0), to: ObjectID(trees.1), in: repository)
    }

    /// Finds what forbids a commit as a candidate on top of another; `nil` where the scope allows it.
    package func violation(from base: CommitID, to head: CommitID) async throws -> ScopeViolation? {
        let trees = (try await tree(of: base), try await tree(of: head))
        return try await scope.violation(from: ObjectID(trees.0), to: ObjectID(trees.1), in: repository)
    }

    /// Finds what forbids a tree as a candidate's, beside the run's base; `nil` where the scope allows it.
    package func violation(in tree: TreeID) async throws -> ScopeViolation? {
        try await scope.violation(from: ObjectID(baseTree), to: ObjectID(tree), in: repository)
    }

    /// Returns the reasons that a candidate's commit gives: its body without the trailers.
    package func rationale(of candidate: CommitID) async throws -> String {
        CandidateMessage.rationale(in: try await repository.readCommit(ObjectID(candidate)).message)
    }

    /// Applies what a candidate changed of its parent to another commit, by a three-way merge where that is a different tree.
    ///
    /// Nothing is stored.
    package func reapply(
        _ candidate: CommitID, madeFrom parent: CommitID, onto other: CommitID
    ) async throws -> ReappliedChanges {
        let base = ObjectID(try await tree(of: parent))
        let theirs = ObjectID(try await tree(of: candidate))
        let ours = ObjectID(try await tree(of: other))
        return try await Self.merge(base: base, ours: ours, theirs: theirs, in: repository)
    }

    private static func merge(
        base: ObjectID, ours: ObjectID, theirs: ObjectID, in repository: isolated Repository
    ) throws -> ReappliedChanges {
        let merged =
            base == ours
            ? MergeResult.clean(tree: theirs)
            : try repository.mergeTrees(base: base, ours: ours, theirs: theirs)
        switch merged {
        case .conflict(let paths): return .conflict(paths: paths)
        case .clean(let tree):
            return .applied(try ScopeCheck.changes(from: ours, to: tree, in: repository))
        }
    }
}
