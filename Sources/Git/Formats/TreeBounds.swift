import ObjectIDs

/// How much of a tree is looked at: a few objects can stand for more files than any machine holds, in deeper folders than any has.
package struct TreeBounds {
    /// As deep as git itself goes (git-config(1), `core.maxTreeDepth`).
    static let depth = 2_048
    /// More than ten times what the largest known repositories have.
    package static let entries = 5_000_000

    private let tree: ObjectID?
    private let limit: Int
    private var count = 0

    init(_ tree: ObjectID?, entries limit: Int = TreeBounds.entries) {
        self.tree = tree
        self.limit = limit
    }

    /// Counts an entry in the `depth`th folder from the top; throws `.tooLarge` where that is one too many.
    mutating func visit(depth: Int) throws(GitError) {
        count += 1
        guard depth <= Self.depth else {
            throw failure(Self.depth, "its folders are more than \(Self.depth) deep")
        }
        guard count <= limit else {
            throw failure(limit, "it has more than \(limit) files and folders")
        }
    }

    private func failure(_ limit: Int, _ reason: String) -> GitError {
        GitError("list the tree \(tree?.hex ?? "")", .tooLarge(limit: limit), reason)
    }
}
