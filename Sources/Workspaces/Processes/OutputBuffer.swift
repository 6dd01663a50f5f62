/// Takes in a stream of any length and keeps the first and the last half of `limit` bytes.
struct OutputBuffer {
    private let headLimit: Int
    private let tailLimit: Int
    private var head: [UInt8] = []
    /// The last bytes, in a ring whose oldest byte is at `oldest` once it is full.
    private var ring: [UInt8] = []
    private var oldest = 0
    private var count = 0

    init(limit: Int) {
        headLimit = limit / 2
        tailLimit = limit - limit / 2
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        count += bytes.count
        let forHead = min(headLimit - head.count, bytes.count)
        head.append(contentsOf: bytes.prefix(forHead))
        // Of what is longer than the ring, only the end can stay.
        let rest = bytes.dropFirst(forHead).suffix(tailLimit)
        let room = min(tailLimit - ring.count, rest.count)
        ring.append(contentsOf: rest.prefix(room))
        overwrite(with: rest.dropFirst(room))
    }

    /// Puts bytes in the place of the oldest, in whole pieces: a program that writes much must not wait for us.
    private mutating func overwrite(with bytes: Slice<UnsafeRawBufferPointer>) {
        var rest = bytes
        while !rest.isEmpty {
            let piece = rest.prefix(tailLimit - oldest)
            ring.withUnsafeMutableBytes { ring in
                UnsafeMutableRawBufferPointer(rebasing: ring[oldest...])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: piece))
            }
            oldest = (oldest + piece.count) % tailLimit
            rest = rest.dropFirst(piece.count)
        }
    }

    var captured: CapturedOutput {
        let tail = Array(ring[oldest...] + ring[..<oldest])
        let dropped = count - head.count - tail.count
        return dropped == 0
            ? CapturedOutput(head: head + tail) : CapturedOutput(head: head, tail: tail, dropped: dropped)
    }
}
