import ObjectIDs

/// A commit, fully read.
package struct Commit: Hashable, Sendable, Identifiable {
    /// The commit's own name.
    package let id: ObjectID
    /// The tree it holds.
    package let tree: ObjectID
    /// Its parents, first one first.
    package let parents: [ObjectID]
    /// Who wrote the change.
    package let author: Signature
    /// Who made the commit.
    package let committer: Signature
    /// The whole message, with its line end.
    package let message: String

    /// The first paragraph of the message in one line, as git shows it.
    package var subject: String {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.drop { $0.allSatisfy(\.isWhitespace) }
        return start.prefix { !$0.allSatisfy(\.isWhitespace) }.joined(separator: " ")
    }
}
