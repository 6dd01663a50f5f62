/// The name of a git object, of either length that git uses, stored inline.
///
/// A run holds several of them a step; as text each would be an allocation of its own, four times as large.
package struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The hash that names objects in a repository.
    package enum Format: UInt8, Sendable {
        case sha1 = 20
        case sha256 = 32

        /// How many bytes a name has.
        @inlinable package var byteCount: Int { Int(rawValue) }
    }

    /// The first eight bytes, most significant first, as in the others; what a shorter name lacks is zero.
    @usableFromInline let first: UInt64
    @usableFromInline let second: UInt64
    @usableFromInline let third: UInt64
    @usableFromInline let fourth: UInt64
    /// The hash that made the name.
    package let format: Format

    /// Reads the first 20 bytes of `bytes`, which must have at least that many, as a SHA-1 name.
    @inlinable
    package init(sha1 bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count >= 20, "a SHA-1 name has 20 bytes")
        first = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        second = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        third = UInt64(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))) << 32
        fourth = 0
        format = .sha1
    }

    /// Reads a name's bytes, 20 or 32 of them, or returns nil.
    package init?(bytes: some Collection<UInt8>) {
        guard let format = UInt8(exactly: bytes.count).flatMap(Format.init) else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
        self.init(words, format)
    }

    /// Reads 40 or 64 hexadecimal digits of either case, or returns nil.
    package init?(hex: some StringProtocol) {
        var text = String(hex)
        guard let id = text.withUTF8({ ObjectID(hexDigits: $0) }) else { return nil }
        self = id
    }

    /// Reads 40 or 64 hexadecimal digits of either case, or returns nil.
    package init?(hexDigits: UnsafeBufferPointer<UInt8>) {
        guard hexDigits.count.isMultiple(of: 2),
            let format = UInt8(exactly: hexDigits.count / 2).flatMap(Format.init)
        else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let isRead = withUnsafeMutableBytes(of: &words) { bytes in
            for index in 0..<format.byteCount {
                guard let high = hexDigits[2 * index].hexValue, let low = hexDigits[2 * index + 1].hexValue
                else { return false }
                bytes[index] = high << 4 | low
            }
            return true
        }
        guard isRead else { return nil }
        self.init(words, format)
    }

    /// - Parameter words: the bytes in their order, in memory.
    private init(_ words: (UInt64, UInt64, UInt64, UInt64), _ format: Format) {
        first = UInt64(bigEndian: words.0)
        second = UInt64(bigEndian: words.1)
        third = UInt64(bigEndian: words.2)
        fourth = UInt64(bigEndian: words.3)
        self.format = format
    }

    /// The first of the bytes.
    @inlinable package var firstByte: UInt8 { UInt8(truncatingIfNeeded: first >> 56) }

    /// The bytes, most significant first.
    package var bytes: [UInt8] { withBytes { Array($0) } }

    /// Lends the bytes, most significant first.
    @inlinable
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let words = (first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian)
        return try withUnsafeBytes(of: words) { all in
            try body(UnsafeRawBufferPointer(rebasing: all.prefix(format.byteCount)))
        }
    }

    /// The lower-case hexadecimal digits, 40 or 64 of them.
    package var hex: String {
        let count = 2 * format.byteCount
        return String(unsafeUninitializedCapacity: count) { digits in
            first.writeHexDigits(to: digits)
            second.writeHexDigits(to: digits, at: 16)
            switch format {
            case .sha1: UInt32(truncatingIfNeeded: third >> 32).writeHexDigits(to: digits, at: 32)
            case .sha256:
                third.writeHexDigits(to: digits, at: 32)
                fourth.writeHexDigits(to: digits, at: 48)
            }
            return count
        }
    }

    package var description: String { hex }

    @inlinable
    package static func == (left: ObjectID, right: ObjectID) -> Bool {
        left.first == right.first && left.second == right.second && left.third == right.third
            && left.fourth == right.fourth && left.format == right.format
    }

    /// Takes the beginning alone: it is a hash already.
    @inlinable
    package func hash(into hasher: inout Hasher) { hasher.combine(first) }

    @inlinable
    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        return (left.third, left.fourth, left.format.rawValue)
            < (right.third, right.fourth, right.format.rawValue)
    }
}
