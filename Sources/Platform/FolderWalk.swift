import Glibc

/// Visits everything below a folder, without following links.
package struct FolderWalk {
    /// What was found below the folder.
    package struct Entry {
        /// Relative to the folder that is walked; what is not UTF-8 in a name is shown as U+FFFD.
        package let path: String
        package let name: String
        /// Whether the name is UTF-8, so that the path leads to the entry.
        package let isNameExact: Bool
        package let status: FileStatus

        package var kind: FileStatus.Kind { status.kind }
    }

    /// What becomes of the entry that was visited: `enter` and `skip` are alike where it is no folder.
    package enum Course { case enter, skip, remove }

    /// Folders that lie deeper are not entered: each one on the way costs a descriptor.
    static let depthLimit = 256

    private let root: String

    package init(root: String) { self.root = root }

    /// Visits entries, a folder before what is in it; what disappears meanwhile is passed over.
    package func visit(_ visitor: (Entry) throws -> Course) throws {
        try visit(Array(root.utf8CString), in: AT_FDCWD, prefix: "", depth: 0, visitor)
    }

    /// Like `visit`, and visits nothing where the root is no folder.
    package func visitIfFolder(_ visitor: (Entry) throws -> Course) throws {
        guard try HostFile.status(root)?.kind == .folder else { return }
        try visit(visitor)
    }

    private func visit(
        _ folder: [CChar], in parent: Int32, prefix: String, depth: Int, _ visitor: (Entry) throws -> Course
    ) throws {
        let noLinks = depth == 0 ? 0 : O_NOFOLLOW
        let descriptor = openat(parent, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | noLinks)
        guard descriptor >= 0, let handle = fdopendir(descriptor) else {
            if errno == ENOENT || errno == EACCES { return }
            throw FileError("list the folder", root + "/" + prefix)
        }
        defer { closedir(handle) }
        for name in HostFile.rawNames(of: handle) {
            var raw = stat()
            guard fstatat(descriptor, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            let entry = Self.entry(name, prefix: prefix, FileStatus(raw))
            switch try visitor(entry) {
            case .remove: try FolderRemoval(of: root + "/" + entry.path).run(removing: name, in: descriptor)
            case .enter where entry.kind == .folder && depth < Self.depthLimit:
                try visit(name, in: descriptor, prefix: entry.path + "/", depth: depth + 1, visitor)
            case .enter, .skip: break
            }
        }
    }

    private static func entry(_ name: [CChar], prefix: String, _ status: FileStatus) -> Entry {
        let exact = String(validating: name.dropLast(), as: UTF8.self)
        let text = exact ?? String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        return Entry(path: prefix + text, name: text, isNameExact: exact != nil, status: status)
    }
}
