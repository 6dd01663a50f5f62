import Glibc

/// Visits everything below a folder, without following links.
struct FolderWalk {
    struct Entry {
        /// Relative to the folder that is walked.
        let path: String
        let name: String
        let status: FileStatus

        var kind: FileStatus.Kind { status.kind }
    }

    /// Whether to go into the folder that was visited; means nothing for other entries.
    enum Decision { case enter, skip }

    let root: String

    /// Visits entries, a folder before what is in it; what disappears meanwhile is passed over.
    func visit(_ visitor: (Entry) throws -> Decision) throws {
        try visit(folder: root, prefix: "", visitor)
    }

    /// Like `visit`, and visits nothing where the root is no folder.
    func visitIfFolder(_ visitor: (Entry) throws -> Decision) throws {
        guard try HostFile.status(root)?.kind == .folder else { return }
        try visit(visitor)
    }

    private func visit(folder: String, prefix: String, _ visitor: (Entry) throws -> Decision) throws {
        guard let handle = opendir(folder) else {
            if errno == ENOENT || errno == EACCES { return }
            throw HostFile.failure("list the folder", folder)
        }
        defer { closedir(handle) }
        let descriptor = dirfd(handle)
        for name in HostFile.entryNames(of: handle) {
            var raw = stat()
            guard fstatat(descriptor, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            let entry = Entry(path: prefix + name, name: name, status: FileStatus(raw))
            let decision = try visitor(entry)
            guard entry.kind == .folder, decision == .enter else { continue }
            try visit(folder: folder + "/" + name, prefix: entry.path + "/", visitor)
        }
    }
}
