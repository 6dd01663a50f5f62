import Glibc

/// Writes below a folder that programs of others have written to, never through a link that they left there.
///
/// Every folder on the way is opened from the one above without following links; what is no folder gives way.
package struct ForeignFolder {
    private let root: String

    package init(_ root: String) { self.root = root }

    /// Writes a file anew: a new inode, so that no hard link elsewhere changes with it.
    package func write(_ bytes: [UInt8], executable: Bool, at path: String) throws {
        try withParent(of: path) { parent, name in
            try clear(path, parent, name)
            let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
            try OpenFile(name, in: parent, flags, access: executable ? .own.executable : .own).write(bytes)
        }
    }

    /// Makes a symbolic link.
    package func link(_ target: String, at path: String) throws {
        try withParent(of: path) { parent, name in
            try clear(path, parent, name)
            guard symlinkat(target, parent.descriptor, name) == 0 else {
                throw FileError("make the link", path)
            }
        }
    }

    /// Dates a file or a link, not what it leads to: a second since 1970.
    package func date(_ path: String, second: Int64) throws {
        try withParent(of: path) { parent, name in
            let moment = timespec(tv_sec: Int(second), tv_nsec: 0)
            guard utimensat(parent.descriptor, name, [moment, moment], AT_SYMLINK_NOFOLLOW) == 0 else {
                throw FileError("date the file", path)
            }
        }
    }

    /// Makes a folder where there is none.
    package func makeFolder(_ path: String) throws {
        try withParent(of: path + "/.") { _, _ in }
    }

    /// Removes a file, link or folder, and the folders above it that are left empty.
    package func remove(_ path: String) throws {
        var path = path[...]
        guard try isBelowFolders(String(path)) else { return }
        try HostFile.remove(root + "/" + path)
        while let slash = path.lastIndex(of: "/") {
            path = path[..<slash]
            guard HostFile.removeEmptyFolder(root + "/" + path) else { return }
        }
    }

    private func clear(_ path: String, _ parent: borrowing OpenFile, _ name: String) throws {
        if unlinkat(parent.descriptor, name, 0) == 0 || errno == ENOENT { return }
        try HostFile.remove(root + "/" + path)
    }

    /// Tells whether every part above the last is a folder that is there; false where a link is in the way.
    private func isBelowFolders(_ path: String) throws -> Bool {
        var folder = root
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            guard try HostFile.status(folder)?.kind == .folder else { return false }
        }
        return true
    }

    private func withParent(of path: String, _ body: (borrowing OpenFile, String) throws -> Void) throws {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.last, !parts.contains(where: { $0.isEmpty || $0 == ".." }) else {
            throw FileError("use the path", path, .system(EINVAL))
        }
        var parent = try OpenFile(root, O_RDONLY | O_DIRECTORY)
        for part in parts.dropLast() { parent = try enter(part, of: parent) }
        try body(parent, name)
    }

    private func enter(_ part: String, of parent: borrowing OpenFile) throws -> OpenFile {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
        do throws(FileError) {
            return try OpenFile(part, in: parent, flags)
        } catch {
            // What is no folder gives way; where there is nothing, nothing does.
            unlinkat(parent.descriptor, part, 0)
            mkdirat(parent.descriptor, part, 0o755)
            return try OpenFile(part, in: parent, flags)
        }
    }
}
