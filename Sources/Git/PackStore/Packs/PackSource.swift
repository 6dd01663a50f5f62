import Glibc

/// A pack of ours that is read entry by entry.
struct PackSource: ~Copyable {
    /// In the pack's order.
    let entries: [PackIndex.Entry]
    private let path: String
    private let descriptor: Int32
    /// Where the last entry ends and the checksum begins.
    private let end: Int

    /// Opens the pack with the given path and `.pack` or `.idx` at its end.
    init(path: String) throws(GitError) {
        let entries = try PackIndex.entries(in: path + ".idx")
        let descriptor = open(path + ".pack", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw GitError(systemCall: "read a pack", path: path)
        }
        self.path = path
        self.entries = entries
        self.descriptor = descriptor
        end = Int(status.st_size) - 20
    }

    deinit { close(descriptor) }

    func entry(_ index: Int) throws(GitError) -> PackEntry {
        let start = entries[index].offset
        let count = (index + 1 < entries.count ? entries[index + 1].offset : end) - start
        guard count > 0 else { throw GitError("read a pack", .corrupt, "\(path) is cut off") }
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            got = pread(descriptor, buffer.baseAddress, count, off_t(start))
            filled = max(0, got)
        }
        guard got == count else { throw GitError(systemCall: "read a pack", path: path) }
        return try PackEntry(bytes)
    }
}
