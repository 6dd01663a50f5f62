import Clibgit2

/// The checksum at the end of git's own files: packs and indexes (FIPS 180-4, section 6.1).
///
/// libgit2 hashes objects alone, never the bytes of a file.
package struct SHA1 {
    private typealias Words = (UInt32, UInt32, UInt32, UInt32, UInt32)

    private var state: Words = (0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0)
    /// What is left over of blocks of 64 bytes.
    private var rest: [UInt8] = []
    private var count: UInt64 = 0
    /// Whether the processor's own instructions do it.
    private let usesInstructions: Bool
    private static let hasInstructions = shim_has_sha1() != 0

    /// Begins a checksum of nothing so far.
    package init() { self.init(usingInstructions: true) }

    /// The same without the processor's instructions for it, or with them where it has them.
    init(usingInstructions: Bool) {
        usesInstructions = usingInstructions && Self.hasInstructions
        rest.reserveCapacity(128)
    }

    /// Goes on where `progress` was taken, after `count` bytes; nil for anything but 20 bytes of progress and whole blocks.
    package init?(progress: some Collection<UInt8>, after count: Int) {
        guard progress.count == 20, count >= 0, count % 64 == 0 else { return nil }
        self.init()
        state = Array(progress).withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt32 {
                UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
            }
            return (word(0), word(1), word(2), word(3), word(4))
        }
        self.count = UInt64(count)
    }

    /// The 20 bytes from which another checksum can go on; after whole blocks of 64 bytes alone.
    package var progress: [UInt8] {
        precondition(rest.isEmpty, "a checksum's progress is taken after whole blocks")
        return [state.0, state.1, state.2, state.3, state.4].flatMap { word in
            withUnsafeBytes(of: word.bigEndian) { Array($0) }
        }
    }

    /// Adds bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        count += UInt64(bytes.count)
        var start = 0
        if !rest.isEmpty {
            start = min(64 - rest.count, bytes.count)
            rest.append(contentsOf: bytes[..<start])
            guard rest.count == 64 else { return }
            let block = rest
            block.withUnsafeBytes { takeBlocks($0) }
            rest.removeAll(keepingCapacity: true)
        }
        let whole = (bytes.count - start) / 64 * 64
        takeBlocks(UnsafeRawBufferPointer(rebasing: bytes[start..<(start + whole)]))
        rest.append(contentsOf: bytes[(start + whole)...])
    }

    /// The 20 bytes of the checksum; nothing may be added after it.
    package mutating func finish() -> [UInt8] {
        let bits = count * 8
        var padding = [0x80] + [UInt8](repeating: 0, count: Int((119 - count % 64) % 64))
        withUnsafeBytes(of: bits.bigEndian) { padding.append(contentsOf: $0) }
        padding.withUnsafeBytes { update($0) }
        return progress
    }

    private mutating func takeBlocks(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        if usesInstructions {
            withUnsafeMutableBytes(of: &state) {
                shim_sha1($0.assumingMemoryBound(to: UInt32.self).baseAddress, start, bytes.count / 64)
            }
            return
        }
        withUnsafeTemporaryAllocation(of: SHA1Words.Four.self, capacity: 20) { buffer in
            guard let words = buffer.baseAddress else { return }
            for offset in stride(from: 0, to: bytes.count, by: 64) {
                SHA1Words.expand(start + offset, into: words)
                takeBlock(UnsafeRawPointer(words))
            }
        }
    }

    private mutating func takeBlock(_ words: UnsafeRawPointer) {
        var next = state
        Self.turn(&next, words) { $2 ^ ($0 & ($1 ^ $2)) }
        Self.turn(&next, words + 80) { $0 ^ $1 ^ $2 }
        Self.turn(&next, words + 160) { ($0 & $1) &+ ($2 & ($0 ^ $1)) }
        Self.turn(&next, words + 240) { $0 ^ $1 ^ $2 }
        state = (
            state.0 &+ next.0, state.1 &+ next.1, state.2 &+ next.2, state.3 &+ next.3, state.4 &+ next.4
        )
    }

    /// Twenty rounds of one kind, five at a time, after which each word is back in its place.
    @inline(__always)
    private static func turn(
        _ state: inout Words, _ words: UnsafeRawPointer, _ choice: (UInt32, UInt32, UInt32) -> UInt32
    ) {
        func word(_ index: Int) -> UInt32 { words.load(fromByteOffset: index &* 4, as: UInt32.self) }
        var (a, b, c, d, e) = state
        for index in stride(from: 0, to: 20, by: 5) {
            e = e &+ word(index) &+ choice(b, c, d) &+ (a << 5 | a >> 27)
            b = b << 30 | b >> 2
            d = d &+ word(index &+ 1) &+ choice(a, b, c) &+ (e << 5 | e >> 27)
            a = a << 30 | a >> 2
            c = c &+ word(index &+ 2) &+ choice(e, a, b) &+ (d << 5 | d >> 27)
            e = e << 30 | e >> 2
            b = b &+ word(index &+ 3) &+ choice(d, e, a) &+ (c << 5 | c >> 27)
            d = d << 30 | d >> 2
            a = a &+ word(index &+ 4) &+ choice(c, d, e) &+ (b << 5 | b >> 27)
            c = c << 30 | c >> 2
        }
        state = (a, b, c, d, e)
    }
}
