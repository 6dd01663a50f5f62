import Glibc

/// Reads and writes whole files of the host by path; every failure names the call, the path and its `errno`.
enum HostFile {
    /// A longer file is read by nobody here: its size alone, which a sparse one has for nothing, would take all memory.
    private static let longest = 1 << 30

    /// The status of the path itself, links not followed; `nil` where nothing is there.
    static func status(_ path: String) throws -> FileStatus? {
        var raw = stat()
        if lstat(path, &raw) == 0 { return FileStatus(raw) }
        guard errno == ENOENT || errno == ENOTDIR else { throw failure("look at", path) }
        return nil
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The path with all links resolved.
    static func realPath(_ path: String) throws -> String {
        guard let resolved = realpath(path, nil) else { throw failure("resolve", path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static func linkTarget(_ path: String) throws -> String {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        guard count >= 0 else { throw failure("read the link", path) }
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }

    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        var raw = stat()
        guard fstat(descriptor, &raw) == 0 else { throw failure("look at", path) }
        guard raw.st_size <= longest else {
            throw WorkspaceError.file(operation: "read", path: path, code: EFBIG)
        }
        var bytes = [UInt8](repeating: 0, count: Int(raw.st_size) + 1)
        var filled = 0
        while true {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("read", path) }
            if count == 0 { break }
            filled += count
            if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// Returns the first bytes of a file, at most `count`.
    static func beginning(of path: String, count: Int) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        let got = Glibc.read(descriptor, &bytes, count)
        guard got >= 0 else { throw failure("read", path) }
        return Array(bytes.prefix(got))
    }

    /// Returns the text of a small file, or `nil` where it is not there.
    static func text(_ path: String) throws -> String? {
        guard try status(path) != nil else { return nil }
        return String(decoding: try read(path), as: UTF8.self)
    }

    /// Writes a file, replacing what was there.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws {
        try bytes.withUnsafeBytes { try write($0, to: path, mode: mode) }
    }

    static func write(_ bytes: UnsafeRawBufferPointer, to path: String, mode: mode_t = 0o644) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure("create", path) }
        defer { close(descriptor) }
        try write(bytes, to: descriptor, named: path)
    }

    static func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

    static func write(_ bytes: [UInt8], to descriptor: Int32, named path: String) throws {
        try bytes.withUnsafeBytes { try write($0, to: descriptor, named: path) }
    }

    private static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, named path: String
    ) throws {
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(
                descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("write", path) }
            written += count
        }
    }

    /// Makes a folder and the ones above it; an existing one is left as it is.
    static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw failure("make the folder", path)
        }
        try makeFolder(String(path[..<slash]))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure("make the folder", path) }
    }

    /// Removes a file, a link, or a folder with all below it; what is not there needs no removing.
    ///
    /// Programs of others may have left anything there: names that are not UTF-8, folders that may not be read.
    static func remove(_ path: String) throws { try FolderRemoval(of: path).run() }

    /// The names in a folder, unsorted; a folder that may not be read is made readable first, since it is ours to empty.
    static func names(in path: String) throws -> [String] {
        if access(path, R_OK | W_OK | X_OK) != 0 { chmod(path, 0o700) }
        guard let folder = opendir(path) else { throw failure("list the folder", path) }
        defer { closedir(folder) }
        return rawNames(of: folder).map {
            String(decoding: $0.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }

    /// The names in a folder as the file system has them, each with its zero byte.
    static func rawNames(of folder: OpaquePointer) -> [[CChar]] {
        var names: [[CChar]] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1))
                }
            }
            if name != [46, 0] && name != [46, 46, 0] { names.append(name) }
        }
        return names
    }

    static func failure(_ operation: String, _ path: String) -> WorkspaceError {
        .file(operation: operation, path: path, code: errno)
    }
}
