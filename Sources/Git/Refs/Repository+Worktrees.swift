extension Repository {
    /// Returns the branches, by full ref name, that a worktree has checked out or is in the middle of rebasing or
    /// bisecting, each with that worktree's folder.
    ///
    /// Covers the main worktree and all linked ones. The HEAD of a bare repository checks nothing out.
    package func checkedOutBranches() throws(GitError) -> [String: String] {
        var branches: [String: String] = [:]
        if let folder = try mainWorktree() {
            for branch in try branchesInUse(in: commonDirectory) { branches[branch] = folder }
        }
        let linked = commonDirectory + "worktrees/"
        for name in try SmallFile.names(in: linked) {
            let directory = linked + name + "/"
            let folder = try worktreeFolder(directory) ?? directory
            for branch in try branchesInUse(in: directory) { branches[branch] = folder }
        }
        return branches
    }

    private func mainWorktree() throws(GitError) -> String? {
        guard try context.flag("core.bare") != true else { return nil }
        if let path = try context.setting("core.worktree") {
            return SmallFile.resolved(path.hasPrefix("/") ? path : commonDirectory + path)
        }
        let parts = commonDirectory.split(separator: "/")
        return "/" + parts.dropLast().joined(separator: "/")
    }

    /// The folder whose `.git` file is named in a linked worktree's directory.
    private func worktreeFolder(_ directory: String) throws(GitError) -> String? {
        guard let path = try SmallFile.text(directory + "gitdir")?.split(separator: "\n").first else {
            return nil
        }
        let folder = path.hasSuffix("/.git") ? String(path.dropLast("/.git".count)) : String(path)
        return folder.hasPrefix("/") ? folder : SmallFile.resolved(directory + folder)
    }

    private func branchesInUse(in directory: String) throws(GitError) -> [String] {
        let files = ["HEAD", "rebase-merge/head-name", "rebase-apply/head-name", "BISECT_START"]
        var branches: [String] = []
        for file in files {
            guard let line = try SmallFile.text(directory + file)?.split(separator: "\n").first else {
                continue
            }
            let name = line.hasPrefix("ref: ") ? line.dropFirst("ref: ".count) : line
            if name.hasPrefix("refs/") {
                branches.append(String(name))
            } else if file == "BISECT_START" {
                branches.append("refs/heads/" + name)
            }
        }
        return branches
    }
}
