import ObjectIDs

/// Writes a pack and its index, entry by entry (gitformat-pack, version 2 of both).
///
/// libgit2's own writer compresses, looks for deltas and then reads all of it again to index it, which took half the time of
/// a step.
struct PackWriter: ~Copyable {
    /// What the names of the two files end in until they are a pack of the repository: git would take a `.idx` for one that is.
    static let packSuffix = ".pack"
    static let indexSuffix = ".index"

    private var pack: HashedFile
    private var entries: [PackIndex.Entry] = []
    private let path: String

    /// Begins a pack of so many objects in files whose names begin with `path`.
    init(path: String, count: Int) throws(GitError) {
        var pack = try HashedFile(path: path + Self.packSuffix)
        try pack.append(Array("PACK".utf8))
        try pack.append(UInt32(2))
        try pack.append(UInt32(count))
        self.path = path
        self.pack = pack
        entries.reserveCapacity(count)
    }

    /// Adds an object whose content has been compressed.
    mutating func add(
        _ id: ObjectID, _ kind: PackEntry.Kind, size: Int, compressed: [UInt8]
    ) throws(GitError) {
        try add(id, PackEntry.header(kind, size: size) + compressed)
    }

    /// Adds an object as a whole entry, header and all.
    mutating func add(_ id: ObjectID, _ entry: [UInt8]) throws(GitError) {
        let checksum = Compression.checksum(entry[...])
        guard let place = PackIndex.Entry(id: id, offset: pack.count, checksum: checksum) else {
            throw GitError("write a pack", .other(0), "it has more than 2 GB")
        }
        entries.append(place)
        try pack.append(entry)
    }

    /// Writes the rest and returns the pack's name: its checksum.
    consuming func finish() throws(GitError) -> String {
        let checksum = try pack.finish()
        pack.beginWritingOut()
        var index = try HashedFile(path: path + Self.indexSuffix)
        var sorted: [PackIndex.Entry] = []
        swap(&sorted, &entries)
        try PackIndex.write(consume sorted, of: checksum, to: &index)
        _ = try index.finish()
        return "pack-" + checksum.withUnsafeBytes { ObjectID(sha1: $0) }.hex
    }
}
