import ObjectIDs

/// The refs below `refs/hone/` that git has packed into one file (gitformat of `packed-refs`), read again only when that has changed.
struct PackedReferences {
    private static let prefix = "refs/hone/"

    private var stamp: SmallFile.Stamp?
    private var targets: [String: ObjectID] = [:]

    /// Reads the file unless it is the one that was read last.
    mutating func refresh(from path: String) throws(GitError) {
        let stamp = SmallFile.stamp(path)
        guard stamp != self.stamp else { return }
        targets = Self.parse(try SmallFile.text(path) ?? "")
        self.stamp = stamp
    }

    /// Those right in a folder of refs, by full name.
    func targets(inFolder folder: String) -> [String: ObjectID] {
        targets.filter { $0.key.hasPrefix(folder) && !$0.key.dropFirst(folder.count).contains("/") }
    }

    private static func parse(_ text: String) -> [String: ObjectID] {
        var targets: [String: ObjectID] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2, words[1].hasPrefix(prefix), let id = ObjectID(hex: words[0]) else {
                continue
            }
            targets[String(words[1])] = id
        }
        return targets
    }
}
