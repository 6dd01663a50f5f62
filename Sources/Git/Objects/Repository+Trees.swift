import ObjectIDs

extension Repository {
    /// Returns the entry at a path of a tree, or nil; a folder's entry is found too.
    package func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
        var tree = tree
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            guard let entry = try rawTree(tree).entry(named: Array(part.utf8)) else { return nil }
            if index == parts.count - 1 { return entry.entry }
            guard entry.isDirectory else { return nil }
            tree = entry.id
        }
        return nil
    }

    /// Returns all files, links and submodules of a tree, or of one folder of it, in git's order.
    ///
    /// `folder` is a path without a slash at its end; paths are returned from the root all the same. A folder that
    /// does not exist has no files. Throws `.tooLarge` where there are more than `limit` files and folders, or they are deeper than git's.
    package func files(
        of tree: ObjectID, in folder: String = "", limit: Int = TreeBounds.entries
    ) throws(GitError) -> [TreeFile] {
        if folder.isEmpty { return try collect(tree, "", limit) }
        guard let entry = try entry(at: folder, in: tree), entry.mode == .directory else { return [] }
        return try collect(entry.id, folder + "/", limit)
    }

    /// Folder by folder without calling itself: a tree from elsewhere may be as deep as it likes.
    private func collect(
        _ tree: ObjectID, _ prefix: String, _ limit: Int
    ) throws(GitError) -> [TreeFile] {
        var files: [TreeFile] = []
        var bounds = TreeBounds(tree, entries: limit)
        var open = [(entries: try readTree(tree)[...], prefix: prefix)]
        while !open.isEmpty {
            let depth = open.count
            guard let entry = open[depth - 1].entries.popFirst() else {
                open.removeLast()
                continue
            }
            try bounds.visit(depth: depth)
            let path = open[depth - 1].prefix + entry.name
            if entry.mode == .directory {
                open.append((try readTree(entry.id)[...], path + "/"))
            } else {
                files.append(TreeFile(path: path, id: entry.id, mode: entry.mode))
            }
        }
        return files
    }
}
