import Platform

/// The few files that git keeps beside its objects, with git's errors for what goes wrong.
enum SmallFile {
    static func read(_ path: String) throws(GitError) -> [UInt8] {
        try of { () throws(FileError) in try HostFile.read(path) }
    }

    static func read(_ path: String, ifStartingWith start: [UInt8]) throws(GitError) -> [UInt8] {
        try of { () throws(FileError) in try HostFile.read(path, ifStartingWith: start) }
    }

    static func text(_ path: String) throws(GitError) -> String? {
        try of { () throws(FileError) in try HostFile.text(path) }
    }

    static func write(_ bytes: [UInt8], to path: String, _ access: FileAccess) throws(GitError) {
        try of { () throws(FileError) in try HostFile.write(bytes, to: path, access: access) }
    }

    static func append(_ bytes: [UInt8], to path: String, _ access: FileAccess) throws(GitError) {
        try of { () throws(FileError) in try HostFile.append(bytes, to: path, access: access) }
    }

    static func replace(_ path: String, with bytes: [UInt8], _ access: FileAccess) throws(GitError) {
        try of { () throws(FileError) in try HostFile.replace(path, with: bytes, access: access) }
    }

    static func sync(_ path: String) throws(GitError) {
        try of { () throws(FileError) in try HostFile.sync(path) }
    }

    static func rename(_ source: String, to target: String) throws(GitError) {
        try of { () throws(FileError) in try HostFile.move(source, to: target) }
    }

    static func remove(_ path: String) throws(GitError) {
        try of { () throws(FileError) in try HostFile.removeFile(path) }
    }

    static func makeFolder(_ path: String, _ access: FileAccess) throws(GitError) {
        _ = try of { () throws(FileError) in try HostFile.makeNewFolder(path, access: access) }
    }

    /// Gives what was just made its mode.
    static func settle(_ path: String, _ access: FileAccess) throws(GitError) {
        try of { () throws(FileError) in try access.settle(path) }
    }

    /// The names in a folder, sorted; none where there is no folder.
    static func names(in folder: String) throws(GitError) -> [String] {
        try of { () throws(FileError) in try HostFile.names(in: folder) }.sorted()
    }

    /// The path without `..` and symbolic links, or the path as it is where there is nothing.
    static func resolved(_ path: String) -> String {
        do { return try HostFile.realPath(path) } catch { return path }
    }

    static func folder(of path: String) -> String { HostFile.folder(of: path) }

    static func exists(_ path: String) -> Bool { HostFile.exists(path) }

    /// Tells one state of a file from another.
    struct Stamp: Equatable {
        let file: UInt64
        let size: Int64
        let changed: Int64
    }

    /// The file's state, or nil if it is not there.
    static func stamp(_ path: String) -> Stamp? {
        HostFile.target(path).map { Stamp(file: $0.inode, size: $0.size, changed: $0.modified.sinceEpoch) }
    }

    /// The number of a file on its disk, or nil if it is not there.
    static func inode(_ path: String) -> UInt64? { HostFile.target(path)?.inode }

    /// How many bytes a file has, or nil if it is not there.
    static func size(_ path: String) -> Int? { HostFile.target(path).map { Int($0.size) } }

    /// When a file last got a name or other content, in nanoseconds since 1970, or nil if it is not there.
    static func changeTime(_ path: String) -> Int64? { HostFile.target(path)?.changed.sinceEpoch }

    /// When a file or folder was last changed, in nanoseconds since 1970, or nil if it is not there.
    static func modificationTime(_ path: String) -> Int64? { HostFile.target(path)?.modified.sinceEpoch }

    /// Does something with files, and says in git's words what failed.
    static func of<Value: ~Copyable>(_ body: () throws(FileError) -> Value) throws(GitError) -> Value {
        do { return try body() } catch { throw GitError(error) }
    }
}
