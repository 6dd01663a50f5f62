/// The names of the objects in a pack, read from its index file (version 2, gitformat-pack).
enum PackIndex {
    private static let tableStart = 8 + 256 * 4

    static func objects(in path: String) throws(GitError) -> [ObjectID] {
        let bytes = try SmallFile.read(path)
        guard bytes.starts(with: [0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]), bytes.count >= tableStart else {
            throw GitError("read a pack's index", .corrupt, "\(path) is not an index of version 2")
        }
        let count = bytes[(tableStart - 4)..<tableStart].reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count >= tableStart + 20 * count else {
            throw GitError("read a pack's index", .corrupt, "\(path) is cut off")
        }
        return bytes.withUnsafeBytes { all in
            (0..<count).map {
                ObjectID(bytes: UnsafeRawBufferPointer(rebasing: all[(tableStart + 20 * $0)...]))
            }
        }
    }
}
