import Glibc

/// The packs that are ours to merge, in the file `hone/packs` of the common git directory.
///
/// A line is a pack's level and name. The file is a hint: if it is lost, or names packs that a gc has removed, the
/// packs that it no longer covers are git's to look after.
struct PackList: ~Copyable {
    struct Entry: Hashable {
        let level: Int
        let name: String
    }

    private let lock: Lock
    private let path: String
    private(set) var entries: [Entry]

    /// Opens the list and locks it against other processes for as long as this value lives.
    init(commonDirectory: String) throws(GitError) {
        let path = commonDirectory + "hone/packs"
        try SmallFile.makeFolder(commonDirectory + "hone")
        let lock = try Lock(path)
        let text = String(decoding: try SmallFile.read(path), as: UTF8.self)
        self.lock = lock
        self.path = path
        entries = text.split(separator: "\n").compactMap(Self.entry)
    }

    /// Replaces the list's content.
    mutating func update(_ entries: [Entry]) throws(GitError) {
        guard entries != self.entries else { return }
        let text = entries.map { "\($0.level) \($0.name)\n" }.joined()
        try SmallFile.write(Array(text.utf8), to: path)
        self.entries = entries
    }

    private static func entry(_ line: Substring) -> Entry? {
        let words = line.split(separator: " ")
        guard words.count == 2, let level = Int(words[0]), words[1].hasPrefix("pack-"),
            !words[1].contains("/")
        else { return nil }
        return Entry(level: level, name: String(words[1]))
    }
}

extension PackList {
    /// The kernel's lock on the open file, which goes with the process.
    private struct Lock: ~Copyable {
        private let descriptor: Int32

        init(_ path: String) throws(GitError) {
            descriptor = try Self.open(path)
        }

        deinit { close(descriptor) }

        private static func open(_ path: String) throws(GitError) -> Int32 {
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw GitError(systemCall: "list the packs", path: path) }
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else {
                    let error = GitError(systemCall: "lock the list of packs", path: path)
                    close(descriptor)
                    throw error
                }
            }
            return descriptor
        }
    }
}
