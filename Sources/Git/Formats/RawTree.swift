import Glibc
import ObjectIDs

/// A tree object as its bytes, so that what is not touched is kept as it was; names are bytes too.
///
/// A step replaces one entry of some big trees (the first level of notes has 256), so nothing is taken apart that is not asked for.
struct RawTree: Equatable {
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

        /// The entry as it stands in a tree.
        fileprivate var bytes: [UInt8] {
            var bytes = Array(String(mode, radix: 8).utf8)
            bytes.append(UInt8(ascii: " "))
            bytes += name
            bytes.append(0)
            return bytes + id.bytes
        }
    }

    /// Where an entry lies.
    private struct Place {
        let start: Int
        let name: Range<Int>
        var end: Int { name.upperBound + 21 }
    }

    /// The tree object's bytes, in git's order.
    private(set) var bytes: [UInt8] = []

    init() {}

    /// Takes a tree object's bytes; `.corrupt` where they are none.
    init(_ bytes: [UInt8], id: ObjectID) throws(GitError) {
        self.bytes = bytes
        let end = scan { _, _ in true }
        guard end == bytes.count else {
            throw GitError("read the tree", .corrupt, "tree \(id) is malformed at byte \(end)")
        }
    }

    var isEmpty: Bool { bytes.isEmpty }

    var count: Int {
        var count = 0
        forEach { _ in count += 1 }
        return count
    }

    var entries: [Entry] {
        var entries: [Entry] = []
        forEach { entries.append(entry(at: $0)) }
        return entries
    }

    func entry(named name: [UInt8]) -> Entry? { place(of: name).map { entry(at: $0) } }

    /// Puts an entry where its name belongs, in place of any other of that name, or takes that one away.
    mutating func replace(_ name: [UInt8], with entry: Entry?) {
        let old = place(of: name)
        guard let entry else {
            if let old { bytes.removeSubrange(old.start..<old.end) }
            return
        }
        if let old, self.entry(at: old).isDirectory == entry.isDirectory {
            bytes.replaceSubrange(old.start..<old.end, with: entry.bytes)
            return
        }
        if let old { bytes.removeSubrange(old.start..<old.end) }
        var start = bytes.count
        forEach { if start == bytes.count, entry.precedes(self.entry(at: $0)) { start = $0.start } }
        bytes.insert(contentsOf: entry.bytes, at: start)
    }

    /// Takes out entries whose names have the start and the length, and returns them.
    mutating func take(
        namesStartingWith start: [UInt8], length: Int, where isTaken: (Entry) -> Bool
    ) -> [Entry] {
        var places: [Place] = []
        forEach { place in
            guard place.name.count == length, bytes[place.name].starts(with: start) else { return }
            if isTaken(entry(at: place)) { places.append(place) }
        }
        let taken = places.map { entry(at: $0) }
        for place in places.reversed() { bytes.removeSubrange(place.start..<place.end) }
        return taken
    }

    private func forEach(_ body: (Place) -> Void) {
        scan { place, _ in
            body(place)
            return true
        }
    }

    private func place(of name: [UInt8]) -> Place? {
        var found: Place?
        scan { place, bytes in
            guard place.name.count == name.count, let base = bytes.baseAddress,
                memcmp(base + place.name.lowerBound, name, name.count) == 0
            else { return true }
            found = place
            return false
        }
        return found
    }

    /// Goes from entry to entry until `body` returns false; returns where it stopped, the end where all are well formed.
    @inline(__always)
    @discardableResult
    private func scan(_ body: (Place, UnsafeRawBufferPointer) -> Bool) -> Int {
        bytes.withUnsafeBytes { bytes in
            var cursor = 0
            while cursor < bytes.count, let place = Self.place(in: bytes, at: cursor), body(place, bytes) {
                cursor = place.end
            }
            return cursor
        }
    }

    private func entry(at place: Place) -> Entry {
        let mode = bytes[place.start..<(place.name.lowerBound - 1)].reduce(UInt32(0)) {
            $0 << 3 | UInt32($1 - UInt8(ascii: "0"))
        }
        let id = bytes.withUnsafeBytes {
            ObjectID(sha1: UnsafeRawBufferPointer(rebasing: $0[(place.name.upperBound + 1)...]))
        }
        return Entry(name: Array(bytes[place.name]), mode: mode, id: id)
    }

    private static func place(in bytes: UnsafeRawBufferPointer, at start: Int) -> Place? {
        let longestMode = 10
        var cursor = start
        while cursor < bytes.count, bytes[cursor] != UInt8(ascii: " ") {
            guard bytes[cursor] & 0xf8 == UInt8(ascii: "0") else { return nil }
            cursor += 1
        }
        let nameStart = cursor + 1
        guard nameStart < bytes.count, cursor - start <= longestMode, let base = bytes.baseAddress,
            let found = memchr(base + nameStart, 0, bytes.count - nameStart)
        else { return nil }
        let end = UnsafeRawPointer(found) - base
        guard end > nameStart, end + 20 < bytes.count else { return nil }
        return Place(start: start, name: nameStart..<end)
    }
}
