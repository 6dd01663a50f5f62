/// The names of the objects in a pack, read from its index file (version 2, gitformat-pack).
enum PackIndex {
    private static let tableStart = 8 + 256 * 4

    /// In the order in which they stand in the pack: related objects lie together there, and the packer looks for deltas
    /// among neighbors.
    static func objects(in path: String) throws(GitError) -> [ObjectID] {
        let bytes = try SmallFile.read(path)
        guard bytes.starts(with: [0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]), bytes.count >= tableStart else {
            throw GitError("read a pack's index", .corrupt, "\(path) is not an index of version 2")
        }
        let count = bytes[(tableStart - 4)..<tableStart].reduce(0) { $0 << 8 | Int($1) }
        // Names, checksums of four bytes each, then offsets; those of packs beyond 2 GB stand in a further table.
        let offsetStart = tableStart + 24 * count
        guard bytes.count >= offsetStart + 4 * count else {
            throw GitError("read a pack's index", .corrupt, "\(path) is cut off")
        }
        return bytes.withUnsafeBytes { all in
            let offsets = (0..<count).map { index in
                UInt32(bigEndian: all.loadUnaligned(fromByteOffset: offsetStart + 4 * index, as: UInt32.self))
            }
            return (0..<count).sorted { offsets[$0] < offsets[$1] }.map {
                ObjectID(bytes: UnsafeRawBufferPointer(rebasing: all[(tableStart + 20 * $0)...]))
            }
        }
    }
}
