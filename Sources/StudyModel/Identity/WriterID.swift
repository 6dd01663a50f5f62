import ObjectIDs

/// A writer of a run, which is one clone on one machine: eight lower-case hexadecimal digits.
package struct WriterID: Hashable, Comparable, Sendable, TextCodable {
    private let number: UInt32

    init(_ number: UInt32) { self.number = number }

    package init?(text: String) {
        guard let number = UInt32(hexDigits: text.utf8) else { return nil }
        self.number = number
    }

    package var text: String {
        String(unsafeUninitializedCapacity: 8) { digits in
            number.writeHexDigits(to: digits)
            return 8
        }
    }

    package static func < (left: WriterID, right: WriterID) -> Bool { left.number < right.number }
}
