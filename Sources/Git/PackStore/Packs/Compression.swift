import Clibgit2

/// zlib's format (RFC 1950), which every entry of a pack is in.
enum Compression {
    /// Returns the bytes as they are in zlib's clothes: for packs that are merged, and compressed, a moment later.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x78, 0x01]
        result.reserveCapacity(bytes.count + 16 + bytes.count / 65_535 * 5)
        var start = 0
        repeat {
            let end = min(start + 65_535, bytes.count)
            let length = UInt16(end - start)
            result.append(end == bytes.count ? 1 : 0)
            withUnsafeBytes(of: length.littleEndian) { result.append(contentsOf: $0) }
            withUnsafeBytes(of: (~length).littleEndian) { result.append(contentsOf: $0) }
            result.append(contentsOf: bytes[start..<end])
            start = end
        } while start < bytes.count
        let sum = UInt32(truncatingIfNeeded: adler32_z(1, bytes, bytes.count))
        withUnsafeBytes(of: sum.bigEndian) { result.append(contentsOf: $0) }
        return result
    }

    /// The checksum that a pack's index has for each entry.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    }
}

/// Compresses what a pack's entries hold.
struct EntryDeflater: ~Copyable {
    private let text: Deflater
    private let trees: Deflater

    init() throws(GitError) {
        let text = try Deflater(.text)
        let trees = try Deflater(.tree)
        self.text = text
        self.trees = trees
    }

    func compress(_ bytes: [UInt8], _ kind: PackEntry.Kind) throws(GitError) -> [UInt8] {
        kind == .tree ? try trees.compress(bytes) : try text.compress(bytes)
    }
}

/// Compresses one thing after another, in a hurry: the deltas between steps save ten times what a better level would.
struct Deflater: ~Copyable {
    /// What is shorter costs more to compress than it saves.
    private static let shortest = 512
    /// zlib counts in 32 bits.
    private static let longest = 1 << 30

    private let stream: UnsafeMutablePointer<z_stream>

    /// What is compressed.
    enum Content {
        case text
        /// IDs and names with many digits: no repetitions are looked for, since there are few.
        case tree
    }

    init(_ content: Content) throws(GitError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard shim_deflate_init(stream, 1, content == .text ? 1 : 0) == Z_OK else {
            throw ZlibFailure.error("compress")
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func compress(_ bytes: [UInt8]) throws(GitError) -> [UInt8] {
        guard (Self.shortest...Self.longest).contains(bytes.count) else { return Compression.stored(bytes) }
        deflateReset(stream)
        let bound = Int(deflateBound(stream, UInt(bytes.count)))
        var input = bytes
        var status = Z_OK
        let result = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.pointee.next_in = source.baseAddress
                stream.pointee.avail_in = UInt32(source.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(bound)
                status = deflate(stream, Z_FINISH)
                count = bound - Int(stream.pointee.avail_out)
            }
        }
        guard status == Z_STREAM_END else { throw ZlibFailure.error("compress") }
        return result
    }
}

/// Uncompresses one thing after another.
struct Inflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>

    init() throws(GitError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard shim_inflate_init(stream) == Z_OK else { throw ZlibFailure.error("uncompress") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Returns exactly `size` bytes; anything else is `.corrupt`.
    func uncompress(_ bytes: ArraySlice<UInt8>, size: Int) throws(GitError) -> [UInt8] {
        try uncompress(startOf: bytes, size: size).content
    }

    /// The same of bytes that more follow; tells how many were used.
    func uncompress(
        startOf bytes: ArraySlice<UInt8>, size: Int
    ) throws(GitError) -> (content: [UInt8], used: Int) {
        // zlib counts in 32 bits, and shortens nothing to less than a thousandth.
        guard bytes.count <= UInt32.max, size < UInt32.max, size / 1100 <= bytes.count else {
            throw ZlibFailure.error("uncompress")
        }
        inflateReset(stream)
        var status = Z_OK
        // One byte more than is expected, so that the end of the stream is seen.
        let result = [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
            bytes.withUnsafeBufferPointer { source in
                // zlib only reads there; its declaration is older than `const`.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.pointee.avail_in = UInt32(source.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(size + 1)
                status = inflate(stream, Z_FINISH)
                count = size + 1 - Int(stream.pointee.avail_out)
            }
        }
        guard status == Z_STREAM_END, result.count == size else { throw ZlibFailure.error("uncompress") }
        return (result, Int(stream.pointee.total_in))
    }
}

private enum ZlibFailure {
    static func error(_ verb: String) -> GitError {
        GitError("\(verb) an object", .corrupt, "zlib refuses its bytes")
    }
}
