import Glibc

/// Removes a path with all below it, whatever the names, modes and depth are that programs of others left.
///
/// Works by descriptors and raw names: a name need not be UTF-8, and a path may be longer than the system takes. What lies
/// deeper than `depthLimit` is moved up first, so that few descriptors are open at once.
struct FolderRemoval {
    static let depthLimit = 64

    private let path: String

    init(of path: String) { self.path = path }

    func run() throws(FileError) { try run(removing: Array(path.utf8CString), in: AT_FDCWD) }

    /// Removes what has this name in an open folder; the path is for error messages alone.
    func run(removing name: [CChar], in parent: Int32) throws(FileError) {
        try remove(name, in: parent, top: nil, depth: 0)
    }

    private func remove(_ name: [CChar], in parent: Int32, top: Int32?, depth: Int) throws(FileError) {
        if unlinkat(parent, name, 0) == 0 || errno == ENOENT || errno == ENOTDIR { return }
        guard errno == EISDIR || errno == EPERM else { throw FileError("remove the file", path) }
        if let top, depth > Self.depthLimit { return try moveUp(name, from: parent, to: top) }
        try empty(name, in: parent, top: top, depth: depth)
        guard unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT else {
            throw FileError("remove the folder", path)
        }
    }

    /// Removes what is in a folder until nothing is left: what was moved up from below came in meanwhile.
    private func empty(_ name: [CChar], in parent: Int32, top: Int32?, depth: Int) throws(FileError) {
        let descriptor = try open(name, in: parent)
        guard let folder = fdopendir(descriptor) else {
            close(descriptor)
            throw FileError("list the folder", path)
        }
        defer { closedir(folder) }
        while true {
            rewinddir(folder)
            let names = HostFile.rawNames(of: folder)
            if names.isEmpty { return }
            for child in names { try remove(child, in: descriptor, top: top ?? descriptor, depth: depth + 1) }
        }
    }

    private func moveUp(_ name: [CChar], from parent: Int32, to top: Int32) throws(FileError) {
        // Its parent entry changes, for which it must be writable itself.
        close(try open(name, in: parent))
        var number = 0
        while renameat(parent, name, top, "hone-removed-\(number)") != 0 {
            guard errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR else {
                throw FileError("remove the file", path)
            }
            number += 1
        }
    }

    /// Opens a folder, after it was made ours to list and to empty.
    private func open(_ name: [CChar], in parent: Int32) throws(FileError) -> Int32 {
        if faccessat(parent, name, R_OK | W_OK | X_OK, 0) != 0 { fchmodat(parent, name, 0o700, 0) }
        let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("list the folder", path) }
        return descriptor
    }
}
