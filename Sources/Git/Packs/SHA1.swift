/// The checksum at the end of git's own files: packs and indexes (FIPS 180-4, section 6.1).
///
/// libgit2 hashes objects alone, never the bytes of a file.
package struct SHA1 {
    private var state: (UInt32, UInt32, UInt32, UInt32, UInt32) = (
        0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0
    )
    /// What is left over of blocks of 64 bytes.
    private var rest: [UInt8] = []
    private var count: UInt64 = 0

    /// Begins a checksum of nothing so far.
    package init() { rest.reserveCapacity(128) }

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
        return [state.0, state.1, state.2, state.3, state.4].flatMap { word in
            withUnsafeBytes(of: word.bigEndian) { Array($0) }
        }
    }

    private mutating func takeBlocks(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { words in
            for start in stride(from: 0, to: bytes.count, by: 64) { takeBlock(bytes, start, words) }
        }
    }

    private mutating func takeBlock(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ words: UnsafeMutableBufferPointer<UInt32>
    ) {
        var index = 0
        while index < 16 {
            words[index] = UInt32(
                bigEndian: bytes.loadUnaligned(fromByteOffset: start + index * 4, as: UInt32.self))
            index += 1
        }
        while index < 80 {
            let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
            words[index] = mixed << 1 | mixed >> 31
            index += 1
        }
        var (a, b, c, d, e) = state
        index = 0
        while index < 80 {
            let chosen: UInt32
            switch index {
            case 0..<20: chosen = ((b & c) | (~b & d)) &+ 0x5a82_7999
            case 20..<40: chosen = (b ^ c ^ d) &+ 0x6ed9_eba1
            case 40..<60: chosen = ((b & c) | (b & d) | (c & d)) &+ 0x8f1b_bcdc
            default: chosen = (b ^ c ^ d) &+ 0xca62_c1d6
            }
            let next = (a << 5 | a >> 27) &+ chosen &+ e &+ words[index]
            (e, d, c, b, a) = (d, c, b << 30 | b >> 2, a, next)
            index += 1
        }
        state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
    }
}
