import Clibgit2

/// The SHA-1 name of a git object: 20 bytes, stored inline.
package struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let high: UInt64
    package let middle: UInt64
    package let low: UInt32

    /// - Parameter high: the first eight bytes, most significant first, as in the others.
    package init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// Reads 40 hexadecimal digits of either case, or returns nil.
    package init?(hex: some StringProtocol) {
        var text = String(hex)
        guard let id = text.withUTF8({ ObjectID(hexDigits: $0) }) else { return nil }
        self = id
    }

    /// Reads 40 hexadecimal digits of either case, or returns nil.
    init?(hexDigits: UnsafeBufferPointer<UInt8>) {
        guard hexDigits.count == 40 else { return nil }
        let id = withUnsafeTemporaryAllocation(byteCount: 20, alignment: 8) { bytes -> ObjectID? in
            for index in 0..<20 {
                guard let high = Self.value(ofDigit: hexDigits[2 * index]),
                    let low = Self.value(ofDigit: hexDigits[2 * index + 1])
                else { return nil }
                bytes[index] = high << 4 | low
            }
            return ObjectID(bytes: UnsafeRawBufferPointer(bytes))
        }
        guard let id else { return nil }
        self = id
    }

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Reads the first 20 bytes of `bytes`, which must have at least that many.
    init(bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count >= 20, "an object ID has 20 bytes")
        high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    init(_ raw: git_oid) {
        self = withUnsafeBytes(of: raw) { ObjectID(bytes: $0) }
    }

    init(_ raw: UnsafePointer<git_oid>) {
        self.init(raw.pointee)
    }

    var firstByte: UInt8 { UInt8(truncatingIfNeeded: high >> 56) }

    /// The 20 bytes, most significant first.
    package var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(20)
        withUnsafeBytes(of: high.bigEndian) { result.append(contentsOf: $0) }
        withUnsafeBytes(of: middle.bigEndian) { result.append(contentsOf: $0) }
        withUnsafeBytes(of: low.bigEndian) { result.append(contentsOf: $0) }
        return result
    }

    var raw: git_oid {
        var result = git_oid()
        withUnsafeMutableBytes(of: &result) { target in
            target.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
            target.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
            target.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
        }
        return result
    }

    /// The 40 lower-case hexadecimal digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 40) { target in
            func write(_ word: UInt64, _ digits: Int, at start: Int) {
                for index in 0..<digits {
                    let value = UInt8(truncatingIfNeeded: word >> UInt64(4 * (digits - 1 - index)) & 15)
                    target[start + index] = value < 10 ? 48 + value : 87 + value
                }
            }
            write(high, 16, at: 0)
            write(middle, 16, at: 16)
            write(UInt64(low), 8, at: 32)
            return 40
        }
    }

    package var description: String { hex }

    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}
