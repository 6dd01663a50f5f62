import Glibc

/// Small files under `hone/` in the common git directory: state that is nobody else's business.
enum LocalFile {
    /// Returns a file's text, or `nil` if it is not there.
    static func read(_ path: String) throws -> String? {
        try bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Returns a file's bytes, or `nil` if it is not there.
    static func bytes(_ path: String) throws -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT || errno == ENOTDIR else { throw failure(path) }
            return nil
        }
        defer { close(descriptor) }
        return try bytes(descriptor, path: path)
    }

    /// Returns the text of an open file, from its beginning.
    static func read(_ descriptor: Int32, path: String) throws -> String {
        String(decoding: try bytes(descriptor, path: path), as: UTF8.self)
    }

    private static func bytes(_ descriptor: Int32, path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = pread(descriptor, &chunk, chunk.count, off_t(bytes.count))
            guard count >= 0 else { throw failure(path) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// Replaces a file so that a reader sees the old content or the new one; makes the folders above it.
    static func replace(_ path: String, with text: String) throws {
        try replace(path, with: Array(text.utf8))
    }

    /// Replaces a file so that a reader sees the old bytes or the new ones; makes the folders above it.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        let temporary = "\(path).\(getpid()).tmp"
        try makeFolder(above: path)
        try write(bytes, to: temporary)
        guard rename(temporary, path) == 0 else { throw failure(path) }
    }

    /// Appends to a file in one go; the folders above it must be there.
    static func append(_ path: String, _ text: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw failure(path) }
    }

    /// Replaces a file as `replace` does; when this returns, the new content is on the disk.
    static func replaceDurably(_ path: String, with text: String) throws {
        let temporary = "\(path).\(getpid()).tmp"
        try makeFolder(above: path)
        try write(Array(text.utf8), to: temporary, thenSync: true)
        guard rename(temporary, path) == 0 else { throw failure(path) }
        var folder = path[...]
        while let last = folder.popLast(), last != "/" {}
        let descriptor = open(String(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(String(folder)) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(String(folder)) }
    }

    /// Returns the names of what lies in a folder; none where it is not there.
    static func names(in folder: String) throws -> [String] {
        guard let stream = opendir(folder) else {
            guard errno == ENOENT else { throw failure(folder) }
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a folder of files, as far as that is possible.
    static func removeFolder(_ folder: String) {
        for name in (try? names(in: folder)) ?? [] { unlink(folder + "/" + name) }
        rmdir(folder)
    }

    /// Creates a file with its content in one go; returns false where it exists.
    static func create(_ path: String, with text: String) throws -> Bool {
        let temporary = "\(path).\(getpid()).tmp"
        try makeFolder(above: path)
        try write(Array(text.utf8), to: temporary)
        defer { unlink(temporary) }
        if link(temporary, path) == 0 { return true }
        guard errno == EEXIST else { throw failure(path) }
        return false
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes the folders above a file, as far as they are missing.
    static func makeFolder(above path: String) throws {
        let parts = path.split(separator: "/").dropLast()
        var folder = path.hasPrefix("/") ? "" : "."
        for part in parts {
            folder += "/\(part)"
            guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw failure(folder) }
        }
    }

    static func failure(_ path: String) -> StoreError { .localFile(path: path, errno: errno) }

    private static func write(_ bytes: [UInt8], to path: String, thenSync isDurable: Bool = false) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        try write(bytes, to: descriptor, path: path)
        guard !isDurable || fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// Writes a text at the beginning of an open file and cuts off what follows.
    static func write(_ text: String, to descriptor: Int32, path: String) throws {
        try write(Array(text.utf8), to: descriptor, path: path)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count,
            ftruncate(descriptor, off_t(bytes.count)) == 0
        else { throw failure(path) }
    }
}
