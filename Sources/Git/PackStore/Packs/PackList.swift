import Platform

/// The packs that are ours to merge, in the file `hone/packs` of the common git directory.
///
/// A line is a pack's level and name. The file is a hint: if it is lost, or names packs that a gc has removed, the
/// packs that it no longer covers are git's to look after.
struct PackList {
    struct Entry: Hashable {
        let level: Int
        let name: String
    }

    /// A pack of more objects than this begins at a higher level.
    static let firstLevelObjects = 256

    private let folder: String
    private var path: String { folder + "packs" }
    private let access: FileAccess

    init(_ context: GitContext) throws(GitError) {
        folder = context.commonDirectory + "hone/"
        access = try context.fileAccess()
        try SmallFile.makeFolder(folder, access)
    }

    /// Takes the right to merge packs, or returns nil if somebody is at it.
    func lockForMerging() throws(GitError) -> FileLock? {
        try SmallFile.of { () throws(FileError) in
            try FileLock(trying: folder + "packs.merging", access: access)
        }
    }

    /// Adds a pack at the end of the list.
    ///
    /// A line is appended: a new file in the place of the old one would have to be written out at once by ext4.
    func add(_ entry: Entry) throws(GitError) {
        let lock = try ownLock()
        try SmallFile.append(Array(Self.line(entry).utf8), to: path, access)
        _ = consume lock
    }

    /// Changes the list, alone, and returns it as it is then.
    @discardableResult
    func update(_ change: ([Entry]) -> [Entry]) throws(GitError) -> [Entry] {
        let lock = try ownLock()
        let lines = (try SmallFile.text(path) ?? "").split(separator: "\n").compactMap(Self.entry)
        let old = Self.newest(lines)
        let new = change(old)
        if new != lines {
            let text = new.map(Self.line).joined()
            try SmallFile.replace(path, with: Array(text.utf8), access)
        }
        _ = consume lock
        return new
    }

    private func ownLock() throws(GitError) -> FileLock {
        try SmallFile.of { () throws(FileError) in
            try FileLock(waitingFor: folder + "packs.lock", access: access)
        }
    }

    /// Of several lines for one pack the last holds.
    private static func newest(_ entries: [Entry]) -> [Entry] {
        var seen: Set<String> = []
        return entries.reversed().filter { seen.insert($0.name).inserted }.reversed()
    }

    private static func line(_ entry: Entry) -> String { "\(entry.level) \(entry.name)\n" }

    private static func entry(_ line: Substring) -> Entry? {
        let words = line.split(separator: " ")
        guard words.count == 2, let level = Int(words[0]), (0...64).contains(level),
            words[1].hasPrefix("pack-"),
            !words[1].contains("/")
        else { return nil }
        return Entry(level: level, name: String(words[1]))
    }
}
