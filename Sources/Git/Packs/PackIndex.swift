/// The index file of a pack, version 2: which objects it has, and where (gitformat-pack).
enum PackIndex {
    struct Entry {
        let id: ObjectID
        /// Where its entry begins in the pack.
        let offset: Int
        /// Of the entry's bytes.
        let checksum: UInt32
    }

    private static let magic: [UInt8] = [0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]
    private static let tableStart = 8 + 256 * 4
    /// Offsets from here on stand in a further table, which packs of ours never need.
    private static let largestOffset = 0x7fff_ffff

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
            return (0..<count).map { index in
                Entry(
                    id: ObjectID(bytes: UnsafeRawBufferPointer(rebasing: all[(tableStart + 20 * index)...])),
                    offset: Int(word(offsetStart + 4 * index)),
                    checksum: word(tableStart + 20 * count + 4 * index))
            }
        }
        guard entries.allSatisfy({ $0.offset <= largestOffset }) else {
            throw corrupt(path, "is of a pack beyond 2 GB")
        }
        return entries.sorted { $0.offset < $1.offset }
    }

    /// Writes the index of a pack, but for the file's own checksum.
    static func write(
        _ entries: [Entry], of packChecksum: [UInt8], to file: inout HashedFile
    ) throws(GitError) {
        let sorted = entries.sorted { $0.id < $1.id }
        guard sorted.allSatisfy({ $0.offset <= largestOffset }) else {
            throw GitError("write a pack's index", .other(0), "the pack has more than 2 GB")
        }
        try file.append(magic)
        try file.append(fanOut(sorted))
        var (names, checksums, offsets): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        names.reserveCapacity(20 * sorted.count)
        for entry in sorted {
            names.append(contentsOf: entry.id.bytes)
            append(entry.checksum, to: &checksums)
            append(UInt32(entry.offset), to: &offsets)
        }
        for table in [names, checksums, offsets, packChecksum] { try file.append(table) }
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
