/// The 20 bytes of an object ID, stored inline.
///
/// A run holds several of them a step; as text each would be an allocation of its own, four times as large.
package struct ObjectName: Hashable, Comparable, Sendable {
    package let high: UInt64
    package let middle: UInt64
    package let low: UInt32

    /// - Parameter high: the first eight bytes, most significant first, as in the others.
    package init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// Reads 40 lower-case hexadecimal digits, or returns nil.
    init?(hex text: String) {
        let digits = text.utf8
        guard let high = UInt64(hexDigits: digits.prefix(16)),
            let middle = UInt64(hexDigits: digits.dropFirst(16).prefix(16)),
            let low = UInt32(hexDigits: digits.dropFirst(32))
        else { return nil }
        self.init(high: high, middle: middle, low: low)
    }

    /// The 40 lower-case hexadecimal digits.
    var hex: String {
        String(unsafeUninitializedCapacity: 40) { digits in
            high.writeHexDigits(to: digits)
            middle.writeHexDigits(to: digits, at: 16)
            low.writeHexDigits(to: digits, at: 32)
            return 40
        }
    }

    package static func < (left: ObjectName, right: ObjectName) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}
