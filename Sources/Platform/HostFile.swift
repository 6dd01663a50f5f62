import Glibc

/// Files and folders of this machine by path: ours, or its owner's. `ForeignFile` is for what others may have made.
package enum HostFile {
    // MARK: - Looking

    /// The status of the path itself, links not followed; `nil` where nothing is there.
    package static func status(_ path: String) throws(FileError) -> FileStatus? {
        var raw = stat()
        if lstat(path, &raw) == 0 { return FileStatus(raw) }
        let error = FileError("look at the file", path)
        guard error.isMissing else { throw error }
        return nil
    }

    /// The status of what the path leads to; `nil` where that is nothing that can be seen.
    package static func target(_ path: String) -> FileStatus? {
        var raw = stat()
        return stat(path, &raw) == 0 ? FileStatus(raw) : nil
    }

    /// Tells whether something is there, links followed.
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Throws where a path leads to no folder that this process may put files into.
    package static func requireRoom(in path: String) throws(FileError) {
        var raw = stat()
        guard stat(path, &raw) == 0 else { throw FileError("look at the folder", path) }
        guard FileStatus(raw).kind == .folder else {
            throw FileError("look at the folder", path, .system(ENOTDIR))
        }
        guard access(path, W_OK | X_OK) == 0 else { throw FileError("write into the folder", path) }
    }

    /// Tells whether this process may run a file as a program.
    package static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// Tells whether the file system that a folder is on lets programs be run from it; it may be mounted so that it does not.
    package static func runsPrograms(from folder: String) -> Bool {
        var raw = statvfs()
        return statvfs(folder, &raw) != 0 || raw.f_flag & noPrograms == 0
    }

    /// ST_NOEXEC of Linux, which Glibc's module leaves out.
    private static let noPrograms: UInt = 8

    /// The path with all links resolved.
    package static func realPath(_ path: String) throws(FileError) -> String {
        guard let resolved = realpath(path, nil) else { throw FileError("resolve the path", path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Where a link leads, as it says.
    package static func linkTarget(_ path: String) throws(FileError) -> String {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        guard count >= 0 else { throw FileError("read the link", path) }
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }

    // MARK: - Reading

    /// Returns a file's bytes.
    package static func read(_ path: String) throws(FileError) -> [UInt8] {
        try OpenFile(path, O_RDONLY).rest()
    }

    /// Returns a file's bytes, or none where it begins in another way.
    package static func read(_ path: String, ifStartingWith start: [UInt8]) throws(FileError) -> [UInt8] {
        let file = try OpenFile(path, O_RDONLY)
        let first = try file.next(4_096)
        return first.starts(with: start) ? first + (try file.rest()) : []
    }

    /// Returns a file's bytes, or `nil` where it is not there.
    package static func bytes(_ path: String) throws(FileError) -> [UInt8]? {
        do {
            return try read(path)
        } catch {
            guard error.isMissing else { throw error }
            return nil
        }
    }

    /// Returns a file's text, or `nil` where it is not there.
    package static func text(_ path: String) throws(FileError) -> String? {
        try bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Returns the first bytes of a file, at most `count`.
    package static func beginning(of path: String, count: Int) throws(FileError) -> [UInt8] {
        try OpenFile(path, O_RDONLY).rest(limit: count)
    }

    // MARK: - Writing

    /// Writes a file in place, and over what was there.
    package static func write(_ bytes: [UInt8], to path: String, access: FileAccess = .own) throws(FileError)
    {
        try OpenFile(path, O_WRONLY | O_CREAT | O_TRUNC, access: access).write(bytes)
    }

    /// Writes bytes that lie somewhere else, and over what was there.
    package static func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws(FileError) {
        try OpenFile(path, O_WRONLY | O_CREAT | O_TRUNC).write(bytes)
    }

    /// Writes a text in place, and over what was there.
    package static func write(_ text: String, to path: String) throws(FileError) {
        try write(Array(text.utf8), to: path)
    }

    /// Writes a file that is not there yet; what could be written of it is removed when the rest cannot.
    package static func writeNew(_ bytes: [UInt8], to path: String, access: FileAccess = .own)
        throws(FileError)
    {
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, access: access)
        do {
            try file.write(bytes)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Appends to a file in one go, so that lines of several writers stay whole; makes it where there is none.
    package static func append(
        _ bytes: [UInt8], to path: String, access: FileAccess = .own
    ) throws(FileError) {
        try OpenFile(path, O_WRONLY | O_CREAT | O_APPEND, access: access).write(bytes)
    }

    /// Whether a file's new content, and its name, are on the disk when a call returns.
    package enum Durability: Hashable, Sendable { case soon, now }

    /// Replaces a file so that a reader sees the old content or the new one.
    package static func replace(
        _ path: String, with bytes: [UInt8], access: FileAccess = .own, durable: Durability = .soon
    ) throws(FileError) {
        let passing = "\(path).\(ProcessMark.passingName).tmp"
        do throws(FileError) {
            let file = try OpenFile(passing, O_WRONLY | O_CREAT | O_TRUNC, access: access)
            try file.write(bytes)
            if durable == .now { try file.sync() }
            try move(passing, to: path)
        } catch {
            unlink(passing)
            throw error
        }
        if durable == .now { try sync(folder(of: path)) }
    }

    /// Makes a file with its content in one go, on the disk when the call returns; returns false where it exists.
    package static func create(
        _ path: String, with bytes: [UInt8], access: FileAccess = .own
    ) throws(FileError) -> Bool {
        let passing = "\(path).\(ProcessMark.passingName).tmp"
        defer { unlink(passing) }
        try write(bytes, to: passing, access: access)
        try sync(passing)
        guard Glibc.link(passing, path) == 0 else {
            guard errno == EEXIST else { throw FileError("make the file", path) }
            return false
        }
        try sync(folder(of: path))
        return true
    }

    /// Removes what processes have left in a folder that died while they wrote files and folders under passing names.
    package static func removePassing(in folder: String) throws(FileError) {
        for name in try names(in: folder) where isPassing(name) { try remove(folder + "/" + name) }
    }

    /// Removes the files below a folder that are as `isMeant` says; where there is no such folder, nothing.
    package static func removeAll(
        below folder: String, where isMeant: (FolderWalk.Entry) -> Bool
    ) throws(FileError) {
        do {
            try FolderWalk(root: folder).visitIfFolder { $0.kind == .file && isMeant($0) ? .remove : .enter }
        } catch let error as FileError {
            throw error
        } catch {
            throw FileError("empty the folder", folder)
        }
    }

    /// Whether a name is one that a process that has died gave to something that was to have another.
    private static func isPassing(_ name: String) -> Bool {
        var parts = name.split(separator: ".", omittingEmptySubsequences: false)
        if parts.last == "tmp" { parts.removeLast() }
        guard parts.count > 1, let last = parts.last else { return false }
        let numbers = last.split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) }
        guard numbers.count == 2, let process = numbers[0], numbers[1] != nil else { return false }
        return !ProcessMark.isAlive(process)
    }

    /// Returns once what was written to a file, or the names in a folder, are on the disk.
    package static func sync(_ path: String) throws(FileError) { try OpenFile(path, O_RDONLY).sync() }

    // MARK: - Names

    /// The folder that a path is in.
    package static func folder(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    }

    /// Renames a file; another of the new name is gone.
    package static func move(_ source: String, to target: String) throws(FileError) {
        guard rename(source, target) == 0 else { throw FileError("rename the file", source) }
    }

    /// Makes a symbolic link.
    package static func link(to target: String, at path: String) throws(FileError) {
        guard symlink(target, path) == 0 else { throw FileError("make the link", path) }
    }

    /// Sets the bits that `chmod` sets.
    package static func setPermissions(_ bits: mode_t, of path: String) throws(FileError) {
        guard chmod(path, bits) == 0 else { throw FileError("change the mode of the file", path) }
    }

    /// Dates a file: so many seconds from now.
    package static func date(_ path: String, secondsFromNow seconds: Int) throws(FileError) {
        let moment = timespec(tv_sec: time(nil) + seconds, tv_nsec: 0)
        guard utimensat(AT_FDCWD, path, [moment, moment], 0) == 0 else {
            throw FileError("date the file", path)
        }
    }

    /// Takes a file's or link's name away; what is not there needs none.
    package static func removeFile(_ path: String) throws(FileError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileError("remove the file", path) }
    }

    /// Removes a file, a link, or a folder with all below it; what is not there needs no removing.
    ///
    /// Programs of others may have left anything there: names that are not UTF-8, folders that may not be read.
    package static func remove(_ path: String) throws(FileError) { try FolderRemoval(of: path).run() }

    /// Makes a folder and the ones above it; an existing one is left as it is.
    package static func makeFolder(_ path: String, access: FileAccess = .own) throws(FileError) {
        do throws(FileError) {
            _ = try makeNewFolder(path, access: access)
        } catch {
            guard error.code == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
                throw error
            }
            try makeFolder(String(path[..<slash]), access: access)
            _ = try makeNewFolder(path, access: access)
        }
    }

    /// Makes a folder in one that is there; returns false where something has the name.
    package static func makeNewFolder(_ path: String, access: FileAccess = .umask) throws(FileError) -> Bool {
        guard mkdir(path, access.folder) == 0 else {
            guard errno == EEXIST else { throw FileError("make the folder", path) }
            return false
        }
        try access.settle(path)
        return true
    }

    /// Removes a folder that holds nothing; returns whether it is gone.
    @discardableResult
    package static func removeEmptyFolder(_ path: String) -> Bool { rmdir(path) == 0 }

    /// Lets its owner list and empty a folder that a program has shut.
    package static func unlockFolder(_ path: String) {
        if access(path, R_OK | W_OK | X_OK) != 0 { chmod(path, 0o700) }
    }

    /// Makes an empty folder whose name begins with a path, and that nobody has had before; returns its path.
    package static func makeFolder(startingWith path: String) throws(FileError) -> String {
        var template = Array((path + "XXXXXX").utf8CString)
        guard let made = mkdtemp(&template) else { throw FileError("make the folder", path) }
        return String(cString: made)
    }

    /// The names in a folder, unsorted; none where there is no folder.
    package static func names(in path: String) throws(FileError) -> [String] {
        guard let folder = opendir(path) else {
            let error = FileError("list the folder", path)
            guard error.isMissing else { throw error }
            return []
        }
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
}
