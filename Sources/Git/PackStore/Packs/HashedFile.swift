import Clibgit2
import Glibc

/// A new file that is written front to back and ends in the checksum of what is before.
struct HashedFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var hash = SHA1()
    /// How many bytes have been appended.
    private(set) var count = 0

    init(path: String) throws(GitError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o444)
        guard descriptor >= 0 else { throw GitError(systemCall: "write a pack", path: path) }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    mutating func append(_ bytes: [UInt8]) throws(GitError) {
        buffer.append(contentsOf: bytes)
        count += bytes.count
        if buffer.count >= 1 << 18 { try flush() }
    }

    mutating func append(_ number: UInt32) throws(GitError) {
        try append(withUnsafeBytes(of: number.bigEndian) { Array($0) })
    }

    /// Appends the checksum and returns it.
    mutating func finish() throws(GitError) -> [UInt8] {
        try flush()
        let checksum = hash.finish()
        buffer = checksum
        try write()
        return checksum
    }

    /// Has the file on its way to the disk while others are being written; waits for nothing.
    func beginWritingOut() { _ = shim_begin_writing(descriptor) }

    private mutating func flush() throws(GitError) {
        buffer.withUnsafeBytes { hash.update($0) }
        try write()
        buffer.removeAll(keepingCapacity: true)
    }

    private func write() throws(GitError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
            }
            guard count > 0 else { throw GitError(systemCall: "write a pack", path: path) }
            written += count
        }
    }
}
