import ObjectIDs

/// The index file of a pack, version 2: which objects it has, and where (gitformat-pack).
enum PackIndex {
    struct Entry {
        let id: ObjectID
        /// Of the entry's bytes.
        let checksum: UInt32
        private let place: UInt32

        /// Where its entry begins in the pack.
        var offset: Int { Int(place) }

        /// Returns nil for a place beyond 2 GB.
        init?(id: ObjectID, offset: Int, checksum: UInt32) {
            guard offset <= PackIndex.largestOffset else { return nil }
            self.id = id
            self.checksum = checksum
            place = UInt32(offset)
        }
    }

    private static let magic: [UInt8] = [0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]
    private static let tableStart = 8 + 256 * 4
    /// Offsets from here on stand in a further table, which packs of ours never need.
    private static let largestOffset = 0x7fff_ffff

    /// How many objects there are, by the size of the file.
    static func count(in path: String) throws(GitError) -> Int {
        guard let size = SmallFile.size(path) else { throw GitError(systemCall: "read a file", path: path) }
        return max(0, size - tableStart - 40) / 28
    }

    /// The names of the objects, in the order in which they stand in the pack.
    static func objects(in path: String) throws(GitError) -> [ObjectID] {
        try entries(in: path).map(\.id)
    }

    /// The entries, in the order in which they stand in the pack: related objects lie together there.
    static func entries(in path: String) throws(GitError) -> [Entry] {
        let bytes = try SmallFile.read(path)
        guard bytes.starts(with: magic), bytes.count >= tableStart else {
            throw corrupt(path, "is not an index of version 2")
        }
        let count = bytes[(tableStart - 4)..<tableStart].reduce(0) { $0 << 8 | Int($1) }
        // Names, checksums of four bytes each, then offsets.
        let offsetStart = tableStart + 24 * count
        guard bytes.count >= offsetStart + 4 * count else { throw corrupt(path, "is cut off") }
        let entries = bytes.withUnsafeBytes { all in
            func word(_ offset: Int) -> UInt32 {
                UInt32(bigEndian: all.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            }
            return (0..<count).compactMap { index in
                Entry(
                    id: ObjectID(sha1: UnsafeRawBufferPointer(rebasing: all[(tableStart + 20 * index)...])),
                    offset: Int(word(offsetStart + 4 * index)),
                    checksum: word(tableStart + 20 * count + 4 * index))
            }
        }
        guard entries.count == count else { throw corrupt(path, "is of a pack beyond 2 GB") }
        return entries.sorted { $0.offset < $1.offset }
    }

    /// Writes the index of a pack, but for the file's own checksum.
    static func write(
        _ entries: consuming [Entry], of packChecksum: [UInt8], to file: inout HashedFile
    ) throws(GitError) {
        // In place, and table after table: a pack of a long run has a hundred thousand objects.
        var sorted = consume entries
        sorted.sort { $0.id < $1.id }
        try file.append(magic)
        try file.append(fanOut(sorted))
        for entry in sorted { try file.append(entry.id.bytes) }
        for entry in sorted { try file.append(entry.checksum) }
        for entry in sorted { try file.append(UInt32(entry.offset)) }
        try file.append(packChecksum)
    }

    /// For each first byte, how many names begin with it or a smaller one.
    private static func fanOut(_ sorted: [Entry]) -> [UInt8] {
        var counts = [UInt32](repeating: 0, count: 256)
        for entry in sorted { counts[Int(entry.id.firstByte)] += 1 }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        var total: UInt32 = 0
        for count in counts {
            total += count
            append(total, to: &bytes)
        }
        return bytes
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private static func corrupt(_ path: String, _ reason: String) -> GitError {
        GitError("read a pack's index", .corrupt, "\(path) \(reason)")
    }
}
