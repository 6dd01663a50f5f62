import Glibc

/// A git index as it lies in memory, without a copy of anything.
///
/// The format is git's own (`gitformat-index`), versions 2 and 3, which are what git writes unless it is told otherwise.
struct IndexBytes {
    /// The bytes of an entry before its flags: status, mode and object ID.
    static let fixedPart = 60
    static let checksumSize = 20

    let bytes: UnsafeRawBufferPointer
    /// How many entries there are.
    let count: Int

    /// Looks at the header; nil where it is none of a version that has plain names.
    init?(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        count = bytes.count < 32 ? 0 : Int(Self.word(bytes, 8))
        guard bytes.count >= 32, Self.word(bytes, 0) == 0x4449_5243, (2...3).contains(Self.word(bytes, 4))
        else {
            return nil
        }
    }

    func word(_ offset: Int) -> UInt32 { Self.word(bytes, offset) }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
        UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// Tells whether these bytes stand there, of which there must be as many.
    func has(_ other: Slice<UnsafeRawBufferPointer>, at range: Range<Int>) -> Bool {
        let other = UnsafeRawBufferPointer(rebasing: other)
        guard let own = bytes.baseAddress, let start = other.baseAddress else { return false }
        return memcmp(own + range.lowerBound, start, other.count) == 0
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Where the path of the folder stands that a name is in; empty for the root.
    func folder(of name: Range<Int>) -> Range<Int> {
        name.lowerBound..<(bytes[name].lastIndex(of: UInt8(ascii: "/")) ?? name.lowerBound)
    }

    /// Visits where each entry begins and where its name stands, in the order of names; returns where the entries end.
    ///
    /// Nil where the index is cut off.
    func visitEntries(_ visit: (_ start: Int, _ name: Range<Int>) throws -> Void) rethrows -> Int? {
        var start = 12
        for _ in 0..<count {
            guard let name = name(at: start) else { return nil }
            try visit(start, name)
            // Padded with one to eight zeros to a multiple of eight.
            start += (name.upperBound - start) / 8 * 8 + 8
        }
        return start <= bytes.count - Self.checksumSize ? start : nil
    }

    private func name(at start: Int) -> Range<Int>? {
        guard start + Self.fixedPart + 4 <= bytes.count else { return nil }
        let flags = start + Self.fixedPart
        let isExtended = bytes[flags] & 0x40 != 0
        let name = flags + (isExtended ? 4 : 2)
        // Longer names have the largest length that the flags can tell.
        let length = Int(bytes[flags] & 0x0f) << 8 | Int(bytes[flags + 1])
        if length < 0xfff { return name + length < bytes.count ? name..<(name + length) : nil }
        return bytes[name...].firstIndex(of: 0).map { name..<$0 }
    }

    /// The extensions behind the entries: their four letters as a number, and where the content stands; nil where one is cut off.
    func extensions(from entriesEnd: Int) -> [(name: UInt32, content: Range<Int>)]? {
        var extensions: [(name: UInt32, content: Range<Int>)] = []
        let end = bytes.count - Self.checksumSize
        var start = entriesEnd
        while start < end {
            guard start + 8 <= end else { return nil }
            let content = start + 8..<start + 8 + Int(word(start + 4))
            guard content.upperBound <= end else { return nil }
            extensions.append((word(start), content))
            start = content.upperBound
        }
        return extensions
    }
}
