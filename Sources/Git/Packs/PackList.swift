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

    init(commonDirectory: String) throws(GitError) {
        folder = commonDirectory + "hone/"
        try SmallFile.makeFolder(folder)
    }

    /// Takes the right to merge packs, or returns nil if somebody is at it.
    func lockForMerging() throws(GitError) -> FolderLock? {
        try FolderLock(trying: folder + "packs.merging")
    }

    /// Changes the list, alone, and returns it as it is then.
    @discardableResult
    func update(_ change: ([Entry]) -> [Entry]) throws(GitError) -> [Entry] {
        let lock = try FolderLock(waitingFor: folder + "packs.lock")
        let old = (try SmallFile.text(path) ?? "").split(separator: "\n").compactMap(Self.entry)
        let new = change(old)
        if new != old {
            let text = new.map { "\($0.level) \($0.name)\n" }.joined()
            try SmallFile.replace(path, with: Array(text.utf8))
        }
        _ = consume lock
        return new
    }

    private static func entry(_ line: Substring) -> Entry? {
        let words = line.split(separator: " ")
        guard words.count == 2, let level = Int(words[0]), words[1].hasPrefix("pack-"),
            !words[1].contains("/")
        else { return nil }
        return Entry(level: level, name: String(words[1]))
    }
}
