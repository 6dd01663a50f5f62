/// A tree object's entries with their names as bytes, in git's order, so that what is not touched is kept as it was.
struct RawTree {
    struct Entry: Equatable {
        var name: [UInt8]
        var mode: UInt32
        var id: ObjectID

        var isDirectory: Bool { mode & 0o170000 == 0o040000 }

        var entry: TreeEntry {
            TreeEntry(name: String(decoding: name, as: UTF8.self), id: id, mode: FileMode(stored: mode))
        }

        /// git's order: bytewise, a folder as if its name ended in a slash.
        func precedes(_ other: Entry) -> Bool {
            let common = min(name.count, other.name.count)
            for index in 0..<common where name[index] != other.name[index] {
                return name[index] < other.name[index]
            }
            return sortByte(at: common) < other.sortByte(at: common)
        }

        private func sortByte(at index: Int) -> UInt8 {
            index < name.count ? name[index] : (isDirectory ? UInt8(ascii: "/") : 0)
        }
    }

    var entries: [Entry] = []

    init() {}

    /// Reads a tree object's bytes.
    init(_ bytes: [UInt8], id: ObjectID) throws(GitError) {
        var cursor = 0
        while cursor < bytes.count {
            guard let (entry, next) = Self.entry(in: bytes, at: cursor) else {
                throw GitError("read the tree", .corrupt, "tree \(id) is malformed at byte \(cursor)")
            }
            entries.append(entry)
            cursor = next
        }
    }

    /// The tree object's bytes; the entries are in git's order already.
    var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(entries.reduce(0) { $0 + $1.name.count + 28 })
        for entry in entries {
            Self.append(octal: entry.mode, to: &result)
            result.append(UInt8(ascii: " "))
            result.append(contentsOf: entry.name)
            result.append(0)
            withUnsafeBytes(of: entry.id.raw) { result.append(contentsOf: $0) }
        }
        return result
    }

    private static func append(octal number: UInt32, to bytes: inout [UInt8]) {
        if number > 7 { append(octal: number >> 3, to: &bytes) }
        bytes.append(UInt8(ascii: "0") + UInt8(number & 7))
    }

    func entry(named name: [UInt8]) -> Entry? {
        entries.first { $0.name == name }
    }

    /// Puts an entry where its name belongs, in place of any other of that name, or takes that one away.
    mutating func replace(_ name: [UInt8], with entry: Entry?) {
        let old = entries.firstIndex { $0.name == name }
        guard let entry else {
            if let old { entries.remove(at: old) }
            return
        }
        if let old, entries[old].isDirectory == entry.isDirectory {
            entries[old] = entry
            return
        }
        if let old { entries.remove(at: old) }
        entries.insert(entry, at: entries.firstIndex { entry.precedes($0) } ?? entries.endIndex)
    }

    private static func entry(in bytes: [UInt8], at start: Int) -> (entry: Entry, next: Int)? {
        var mode: UInt32 = 0
        var cursor = start
        while cursor < bytes.count, bytes[cursor] != UInt8(ascii: " ") {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[cursor]) else { return nil }
            mode = mode << 3 | UInt32(bytes[cursor] - UInt8(ascii: "0"))
            cursor += 1
        }
        let nameStart = cursor + 1
        guard nameStart < bytes.count, let end = bytes[nameStart...].firstIndex(of: 0), end > nameStart,
            end + 20 < bytes.count
        else { return nil }
        let id = bytes.withUnsafeBytes { ObjectID(bytes: UnsafeRawBufferPointer(rebasing: $0[(end + 1)...])) }
        return (Entry(name: Array(bytes[nameStart..<end]), mode: mode, id: id), end + 21)
    }
}
