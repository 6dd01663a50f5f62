import Git
import ObjectIDs
import StudyModel

extension RunJournal {
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
