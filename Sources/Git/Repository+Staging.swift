import ObjectIDs

extension Repository {
    /// Keeps a blob in memory until `publish`, and returns its ID.
    package func stageBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
        try staging.add(bytes, .blob)
    }

    /// Keeps a commit in memory until `publish`, and returns its ID.
    ///
    /// Its tree and its parents must exist or be staged, else `.notFound`.
    package func stageCommit(
        tree: ObjectID, parents: [ObjectID], by authorship: Authorship, message: String
    ) throws(GitError) -> ObjectID {
        for id in [tree] + parents where staging.object(id) == nil && !exists(id) {
            throw GitError("make a commit", .notFound, "there is no object \(id)")
        }
        guard !message.utf8.contains(0) else {
            throw GitError("make a commit", .invalidSpec, "the message has a NUL character")
        }
        let bytes = CommitText.bytes(
            tree: tree, parents: parents, by: authorship, message: message)
        return try staging.add(bytes, .commit)
    }

    /// Keeps an annotated tag of a commit in memory until `publish`, and returns its ID; the ref of that name is the caller's.
    package func stageTag(
        _ name: String, of commit: ObjectID, tagger: Signature, message: String
    ) throws(GitError) -> ObjectID {
        let header = "object \(commit.hex)\ntype commit\ntag \(name)\ntagger \(tagger.headerText)\n\n"
        return try staging.add(Array((header + message).utf8), .tag)
    }

    /// Keeps the tree that results from `changes` to `base` in memory, with the folders that they touch, and returns
    /// its ID.
    ///
    /// Without a base it starts empty. Folders that become empty go; a file takes the place of a folder and a
    /// folder that of a file; deleting what is not there changes nothing. A path that git would not check out
    /// (`..`, `.git`, empty parts) is `.invalidSpec`.
    package func stageTree(base: ObjectID?, changes: [PathChange]) throws(GitError) -> ObjectID {
        let plan = try TreePlan(changes)
        if let root = try apply(plan, to: base) { return root }
        return try staging.add([], .tree)
    }

    private func apply(_ plan: TreePlan, to base: ObjectID?) throws(GitError) -> ObjectID? {
        var tree = try base.map { id throws(GitError) in try rawTree(id) } ?? RawTree()
        let before = tree
        for (name, step) in plan.steps {
            let old = tree.entry(named: name)
            switch step {
            case .content(.delete): tree.replace(name, with: nil)
            case .content(.file(let id, let mode)):
                tree.replace(name, with: RawTree.Entry(name: name, mode: mode.rawValue, id: id))
            case .folder(let inner, let startsEmpty):
                let folder = old.flatMap { $0.isDirectory ? $0.id : nil }
                let id = try apply(inner, to: startsEmpty ? nil : folder)
                // Deletions below a file leave the file.
                if id == nil, folder == nil, !startsEmpty { continue }
                tree.replace(
                    name,
                    with: id.map { RawTree.Entry(name: name, mode: FileMode.directory.rawValue, id: $0) })
            }
        }
        if tree.isEmpty { return nil }
        if let base, tree == before { return base }
        return try staging.add(tree.bytes, .tree)
    }

    /// How many objects are staged.
    package var stagedCount: Int { staging.ids.count }

    /// Takes what was staged last off the list of what is published; it can be read until then.
    package func unstage(allBut count: Int) {
        staging.unlist(allBut: count)
    }

    /// Forgets all staged objects.
    package func discardStaged() throws(GitError) {
        try staging.removeAll()
    }
}
