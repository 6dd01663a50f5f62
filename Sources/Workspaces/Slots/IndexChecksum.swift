import Git
import Platform

/// Makes the checksum at an index's end again, from the first byte that changed.
///
/// libgit2 reads no index whose checksum is wrong. How far the checksum had come is remembered every few blocks in a file
/// beside the index; it begins with the checksum of the index that it is of, so that after any other writer it counts for nothing.
enum IndexChecksum {
    private static let stride = 1 << 16
    private static let size = IndexBytes.checksumSize

    /// Writes the checksum into the index and what is remembered to `memory`.
    static func renew(_ index: borrowing MappedFile, from first: Int, memory: String) throws {
        let end = index.bytes.count - size
        var (hash, progress) = try begin(index, first: first, memory)
        var start = progress.count / size * stride
        while start + stride <= end {
            hash.update(UnsafeRawBufferPointer(rebasing: index.bytes[start..<start + stride]))
            progress += hash.progress
            start += stride
        }
        hash.update(UnsafeRawBufferPointer(rebasing: index.bytes[start..<end]))
        let checksum = hash.finish()
        try index.write(checksum, at: end)
        // What is replaced in place is written out by some file systems while we wait.
        try HostFile.remove(memory)
        try HostFile.write(checksum + progress, to: memory)
    }

    /// Returns the checksum of what is before the change, as far as it is remembered, and what stays remembered.
    private static func begin(
        _ index: borrowing MappedFile, first: Int, _ memory: String
    ) throws -> (SHA1, progress: [UInt8]) {
        let known = HostFile.exists(memory) ? try HostFile.read(memory) : []
        guard known.prefix(size).elementsEqual(index.bytes.suffix(size)) else { return (SHA1(), []) }
        let count = min(known.count / size - 1, first / stride)
        let progress = Array(known[size..<size + count * size])
        guard let hash = SHA1(progress: progress.suffix(size), after: count * stride) else {
            return (SHA1(), [])
        }
        return (hash, progress)
    }
}
