/// A delta between two objects, as a pack holds it: sizes, then pieces of the base to copy and bytes to insert
/// (gitformat-pack, "Deltified representation").
struct ByteDelta {
    private static let blockSize = 16
    private(set) var bytes: [UInt8] = []

    /// Makes the delta that turns `base` into `target`; nil once it would have more than `limit` bytes.
    init?(from base: [UInt8], to target: [UInt8], limit: Int) {
        appendSize(base.count)
        appendSize(target.count)
        let isShort = base.withUnsafeBytes { source in
            target.withUnsafeBytes { append(from: source, to: $0, limit: limit) }
        }
        guard isShort else { return nil }
    }

    private mutating func append(
        from base: UnsafeRawBufferPointer, to target: UnsafeRawBufferPointer, limit: Int
    ) -> Bool {
        // Most differ in one place, and what is the same around it is found a word at a time.
        let (start, rest) = Self.sameEnds(base, target)
        let end = target.count - rest
        copy(0, start)
        guard let done = appendMatches(from: base, to: target, start..<end, limit: limit) else {
            return false
        }
        insert(target[done..<end])
        copy(base.count - rest, rest)
        return bytes.count <= limit
    }

    /// How many bytes are the same at the beginning, and of the others at the end.
    private static func sameEnds(
        _ base: UnsafeRawBufferPointer, _ target: UnsafeRawBufferPointer
    ) -> (Int, Int) {
        func areSame<Word: FixedWidthInteger & BitwiseCopyable>(_ one: Int, _ other: Int, _: Word.Type)
            -> Bool
        {
            base.loadUnaligned(fromByteOffset: one, as: Word.self)
                == target.loadUnaligned(fromByteOffset: other, as: Word.self)
        }
        let count = min(base.count, target.count)
        var start = 0
        while start + 8 <= count, areSame(start, start, UInt64.self) { start += 8 }
        while start < count, areSame(start, start, UInt8.self) { start += 1 }
        let (baseEnd, targetEnd) = (base.count, target.count)
        var rest = 0
        while rest + 8 <= count - start, areSame(baseEnd - rest - 8, targetEnd - rest - 8, UInt64.self) {
            rest += 8
        }
        while rest < count - start, areSame(baseEnd - rest - 1, targetEnd - rest - 1, UInt8.self) {
            rest += 1
        }
        return (start, rest)
    }

    /// Appends what makes a part of the target up to where blocks of the base last matched, and returns that place; nil once the
    /// limit is passed.
    private mutating func appendMatches(
        from base: UnsafeRawBufferPointer, to target: UnsafeRawBufferPointer, _ part: Range<Int>, limit: Int
    ) -> Int? {
        var done = part.lowerBound
        guard part.count >= Self.blockSize else { return done }
        let blocks = BlockTable(base, blockSize: Self.blockSize)
        var cursor = done
        while cursor + Self.blockSize <= part.upperBound {
            guard let found = blocks.find(target, at: cursor) else {
                cursor += 1
                guard bytes.count + cursor - done <= limit else { return nil }
                continue
            }
            var (start, from) = (cursor, found)
            while start > done, from > 0, target[start - 1] == base[from - 1] {
                (start, from) = (start - 1, from - 1)
            }
            var length = cursor - start + Self.blockSize
            while start + length < part.upperBound, from + length < base.count,
                target[start + length] == base[from + length]
            { length += 1 }
            insert(target[done..<start])
            copy(from, length)
            (done, cursor) = (start + length, start + length)
            guard bytes.count <= limit else { return nil }
        }
        return done
    }

    private mutating func appendSize(_ size: Int) {
        var rest = size
        while rest > 0x7f {
            bytes.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func insert(_ piece: Slice<UnsafeRawBufferPointer>) {
        var rest = piece
        while !rest.isEmpty {
            let part = rest.prefix(127)
            bytes.append(UInt8(part.count))
            bytes.append(contentsOf: part)
            rest = rest.dropFirst(part.count)
        }
    }

    private mutating func copy(_ offset: Int, _ length: Int) {
        var (offset, rest) = (offset, length)
        while rest > 0 {
            let count = min(rest, 0xffff)
            let place = bytes.count
            var flags: UInt8 = 0x80
            bytes.append(0)
            for byte in 0..<4 where offset >> (8 * byte) & 0xff != 0 {
                flags |= 1 << UInt8(byte)
                bytes.append(UInt8(offset >> (8 * byte) & 0xff))
            }
            for byte in 0..<2 where count >> (8 * byte) & 0xff != 0 {
                flags |= 0x10 << UInt8(byte)
                bytes.append(UInt8(count >> (8 * byte) & 0xff))
            }
            bytes[place] = flags
            (offset, rest) = (offset + count, rest - count)
        }
    }
}

/// Where each block of a base lies, by its bytes; of blocks that collide the last one counts.
private struct BlockTable {
    private let base: UnsafeRawBufferPointer
    private let mask: Int
    /// Offsets plus one; zero where there is none.
    private var offsets: [UInt32]

    init(_ base: UnsafeRawBufferPointer, blockSize: Int) {
        self.base = base
        var size = 64
        while size < base.count / blockSize * 2 { size *= 2 }
        mask = size - 1
        offsets = Array(repeating: 0, count: size)
        for start in stride(from: 0, through: base.count - blockSize, by: blockSize) {
            offsets[Self.hash(base, start) & mask] = UInt32(start + 1)
        }
    }

    func find(_ target: UnsafeRawBufferPointer, at cursor: Int) -> Int? {
        let offset = Int(offsets[Self.hash(target, cursor) & mask]) - 1
        guard offset >= 0, Self.words(base, offset) == Self.words(target, cursor) else { return nil }
        return offset
    }

    private static func words(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> SIMD2<UInt64> {
        bytes.loadUnaligned(fromByteOffset: start, as: SIMD2<UInt64>.self)
    }

    private static func hash(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
        let block = words(bytes, start)
        let mixed = (block.x &* 0x9e37_79b9_7f4a_7c15) ^ (block.y &* 0xc2b2_ae3d_27d4_eb4f)
        return Int(truncatingIfNeeded: mixed >> 32)
    }
}
