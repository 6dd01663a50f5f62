/// A commit named by its full object ID: 40 lower-case hexadecimal digits.
///
/// A candidate is a commit, so this is how candidates are named everywhere above `Git`.
package struct CommitID: Hashable, Comparable, Sendable, TextCodable {
    package let name: ObjectName

    package init(_ name: ObjectName) { self.name = name }

    package init?(text: String) {
        guard let name = ObjectName(hex: text) else { return nil }
        self.init(name)
    }

    package var text: String { name.hex }

    /// The first seven digits, as shown to people.
    package var short: String { String(text.prefix(7)) }

    package static func < (left: CommitID, right: CommitID) -> Bool { left.name < right.name }
}
