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
    /// does not exist has no files.
    package func files(of tree: ObjectID, in folder: String = "") throws(GitError) -> [TreeFile] {
        var files: [TreeFile] = []
        if folder.isEmpty {
            try collect(tree, "", into: &files)
        } else if let entry = try entry(at: folder, in: tree), entry.mode == .directory {
            try collect(entry.id, folder + "/", into: &files)
        }
        return files
    }

    private func collect(_ tree: ObjectID, _ prefix: String, into files: inout [TreeFile]) throws(GitError) {
        for entry in try readTree(tree) {
            let path = prefix + entry.name
            if entry.mode == .directory {
                try collect(entry.id, path + "/", into: &files)
            } else {
                files.append(TreeFile(path: path, id: entry.id, mode: entry.mode))
            }
        }
    }
}
