/// A writer of a run, which is one clone on one machine: eight lower-case hexadecimal digits.
package struct WriterID: Hashable, Comparable, Sendable, TextCodable {
    package let text: String

    package init?(text: String) {
        guard isHexadecimal(text, count: 8) else { return nil }
        self.text = text
    }

    package static func < (left: WriterID, right: WriterID) -> Bool { left.text < right.text }
}
