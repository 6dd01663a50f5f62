/// One file as a proposal leaves it.
package struct FileChange: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case file([UInt8], executable: Bool)
        case symbolicLink(target: String)
        /// A submodule entry; always refused, named so that a refusal can say so.
        case submodule
        case deleted
    }

    /// Relative to the top of the tree, `/` between parts, bytes as the proposer gave them; checked by `ArtifactScope`.
    package var path: String
    package var content: Content

    package init(path: String, content: Content) {
        self.path = path
        self.content = content
    }
}

/// What became of a candidate's changes that were applied to another parent.
package enum ReappliedChanges: Hashable, Sendable {
    /// None where the parent has them already.
    case applied([FileChange])
    /// The parent says something else at these paths.
    case conflict(paths: [String])
}
