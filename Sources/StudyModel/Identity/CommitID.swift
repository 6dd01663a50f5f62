import ObjectIDs

/// A commit named by its full object ID.
///
/// A candidate is a commit, so this is how candidates are named everywhere above `Git`.
package struct CommitID: Hashable, Comparable, Sendable, TextCodable {
    /// The name that git knows it by.
    package let name: ObjectID

    package init(_ name: ObjectID) { self.name = name }

    /// Reads all lower-case hexadecimal digits of an object ID, or returns nil.
    package init?(text: String) {
        guard let name = ObjectID(text: text) else { return nil }
        self.init(name)
    }

    package var text: String { name.hex }

    /// The first seven digits, as shown to people.
    package var short: String { String(text.prefix(7)) }

    package static func < (left: CommitID, right: CommitID) -> Bool { left.name < right.name }
}

/// A tree named by its full object ID: two candidates with the same tree are the same artifact.
package struct TreeID: Hashable, Sendable, TextCodable {
    /// The name that git knows it by.
    package let name: ObjectID

    package init(_ name: ObjectID) { self.name = name }

    /// Reads all lower-case hexadecimal digits of an object ID, or returns nil.
    package init?(text: String) {
        guard let name = ObjectID(text: text) else { return nil }
        self.init(name)
    }

    package var text: String { name.hex }
}

extension ObjectID {
    /// Reads what is stored: lower-case digits alone, so that equal names have equal texts.
    fileprivate init?(text: String) {
        guard !text.utf8.contains(where: (UInt8(ascii: "A")...UInt8(ascii: "F")).contains) else { return nil }
        self.init(hex: text)
    }

    /// The name that git knows the commit by.
    package init(_ commit: CommitID) { self = commit.name }

    /// The name that git knows the tree by.
    package init(_ tree: TreeID) { self = tree.name }
}
