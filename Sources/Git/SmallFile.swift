import Glibc

/// Whole files and folders by plain system calls, for the few that git keeps beside its objects.
enum SmallFile {
    /// Returns a file's bytes; `.notFound` if there is none.
    static func read(_ path: String) throws(GitError) -> [UInt8] { try read(path, ifStartingWith: []) }

    /// The same, or nothing where the file begins in another way.
    static func read(_ path: String, ifStartingWith start: [UInt8]) throws(GitError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw GitError(systemCall: "read a file", path: path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            // Most of these files are small, and a large buffer takes longer to clear than they to read.
            let chunk = try next(bytes.isEmpty ? 4_096 : 65_536, of: descriptor, path)
            guard !chunk.isEmpty else { return bytes }
            guard !bytes.isEmpty || chunk.starts(with: start) else { return [] }
            bytes += chunk
        }
    }

    private static func next(_ count: Int, of descriptor: Int32, _ path: String) throws(GitError) -> [UInt8] {
        var got = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            got = Glibc.read(descriptor, buffer.baseAddress, count)
            filled = max(0, got)
        }
        guard got >= 0 else { throw GitError(systemCall: "read a file", path: path) }
        return chunk
    }

    /// Returns a file's text, or nil if it is not there.
    static func text(_ path: String) throws(GitError) -> String? {
        do {
            return String(decoding: try read(path), as: UTF8.self)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// Creates or replaces a file's content in place.
    static func write(_ bytes: [UInt8], to path: String, permissions: mode_t = 0o644) throws(GitError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, permissions)
        guard descriptor >= 0 else { throw GitError(systemCall: "write a file", path: path) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else { throw GitError(systemCall: "write a file", path: path) }
            written += count
        }
    }

    /// Appends to a file in one go; creates it where there is none.
    static func append(_ bytes: [UInt8], to path: String) throws(GitError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw GitError(systemCall: "write a file", path: path) }
        defer { close(descriptor) }
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw GitError(systemCall: "write a file", path: path)
        }
    }

    /// Makes what was written to a file, or the names in a folder, durable.
    static func sync(_ path: String) throws(GitError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw GitError(systemCall: "sync to the disk", path: path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw GitError(systemCall: "sync to the disk", path: path) }
    }

    /// Replaces a file so that a reader sees the old content or the new one.
    static func replace(_ path: String, with bytes: [UInt8]) throws(GitError) {
        let temporary = "\(path).\(getpid()).tmp"
        try write(bytes, to: temporary)
        try rename(temporary, to: path)
    }

    static func rename(_ source: String, to target: String) throws(GitError) {
        guard Glibc.rename(source, target) == 0 else {
            throw GitError(systemCall: "rename a file", path: target)
        }
    }

    /// Removes a file; one that is not there is no error.
    static func remove(_ path: String) throws(GitError) {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw GitError(systemCall: "remove a file", path: path)
        }
    }

    /// Creates a folder; one that is there is no error.
    static func makeFolder(_ path: String) throws(GitError) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw GitError(systemCall: "create a folder", path: path)
        }
    }

    /// The path without `..` and symbolic links, or the path as it is where there is nothing.
    static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// The folder that a path is in.
    static func folder(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Tells one state of a file from another.
    struct Stamp: Equatable {
        let file: ino_t
        let size: Int
        let changed: Int64
    }

    /// The file's state, or nil if it is not there.
    static func stamp(_ path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(file: status.st_ino, size: Int(status.st_size), changed: nanoseconds(status.st_mtim))
    }

    /// How many bytes a file has, or nil if it is not there.
    static func size(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// When a file last got a name or other content, in nanoseconds since 1970, or nil if it is not there.
    static func changeTime(_ path: String) -> Int64? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return nanoseconds(status.st_ctim)
    }

    /// When a file or folder was last changed, in nanoseconds since 1970, or nil if it is not there.
    static func modificationTime(_ path: String) -> Int64? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return nanoseconds(status.st_mtim)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        // A file may tell any time; those that wrap around are told apart from others all the same.
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    /// The names in a folder, sorted; none where there is no folder.
    static func names(in folder: String) throws(GitError) -> [String] {
        guard let stream = opendir(folder) else {
            guard errno == ENOENT else { throw GitError(systemCall: "list a folder", path: folder) }
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
