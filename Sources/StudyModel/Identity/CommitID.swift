/// A commit named by its full object ID: 40 lower-case hexadecimal digits.
///
/// A candidate is a commit, so this is how candidates are named everywhere above `Git`.
package struct CommitID: Hashable, Comparable, Sendable, TextCodable {
    package let text: String

    package init?(text: String) {
        guard isHexadecimal(text, count: 40) else { return nil }
        self.text = text
    }

    /// The first seven digits, as shown to people.
    package var short: String { String(text.prefix(7)) }

    package static func < (left: CommitID, right: CommitID) -> Bool { left.text < right.text }
}
