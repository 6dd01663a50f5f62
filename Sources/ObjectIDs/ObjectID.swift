/// The name of a git object, of either length that git uses.
///
/// A run holds several of them a step, so the usual length is stored inline, in 21 bytes; a long name is an allocation of its own.
package struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The hash that names objects in a repository.
    package enum Format: UInt8, Sendable {
        case sha1 = 20
        case sha256 = 32

        /// How many bytes a name has.
        @inlinable package var byteCount: Int { Int(rawValue) }
    }

    /// The bytes as numbers, most significant first.
    @usableFromInline
    enum Storage: Sendable {
        case sha1(UInt64, UInt64, UInt32)
        indirect case sha256(UInt64, UInt64, UInt64, UInt64)
    }

    @usableFromInline let storage: Storage

    /// The hash that made the name.
    @inlinable package var format: Format { if case .sha1 = storage { .sha1 } else { .sha256 } }

    /// The bytes eight by eight; what a shorter name lacks is zero.
    @inlinable var words: (UInt64, UInt64, UInt64, UInt64) {
        switch storage {
        case .sha1(let first, let second, let third): (first, second, UInt64(third) << 32, 0)
        case .sha256(let first, let second, let third, let fourth): (first, second, third, fourth)
        }
    }

    /// Reads the first 20 bytes of `bytes`, which must have at least that many, as a SHA-1 name.
    @inlinable
    package init(sha1 bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count >= 20, "a SHA-1 name has 20 bytes")
        storage = .sha1(
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
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
        let (first, second) = (UInt64(bigEndian: words.0), UInt64(bigEndian: words.1))
        let (third, fourth) = (UInt64(bigEndian: words.2), UInt64(bigEndian: words.3))
        storage =
            switch format {
            case .sha1: .sha1(first, second, UInt32(truncatingIfNeeded: third >> 32))
            case .sha256: .sha256(first, second, third, fourth)
            }
    }

    /// The first of the bytes.
    @inlinable package var firstByte: UInt8 { UInt8(truncatingIfNeeded: words.0 >> 56) }

    /// The bytes, most significant first.
    package var bytes: [UInt8] { withBytes { Array($0) } }

    /// Lends the bytes, most significant first.
    @inlinable
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let (first, second, third, fourth) = words
        let bytes = (first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian)
        return try withUnsafeBytes(of: bytes) { all in
            try body(UnsafeRawBufferPointer(rebasing: all.prefix(format.byteCount)))
        }
    }

    /// The lower-case hexadecimal digits, 40 or 64 of them.
    package var hex: String {
        let count = 2 * format.byteCount
        return String(unsafeUninitializedCapacity: count) { digits in
            let (first, second, third, fourth) = words
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
        switch (left.storage, right.storage) {
        case (.sha1(let a, let b, let c), .sha1(let x, let y, let z)): a == x && b == y && c == z
        case (.sha256, .sha256): left.words == right.words
        default: false
        }
    }

    /// Takes the beginning alone: it is a hash already.
    @inlinable
    package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

    @inlinable
    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        let (mine, its) = (left.words, right.words)
        return mine == its ? left.format.rawValue < right.format.rawValue : mine < its
    }
}
