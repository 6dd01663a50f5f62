import StudyModel

/// One key of the study file: what may stand there, what it means, and how a study holds it.
///
/// The table (`KeyReference.all`) is what the reader, the full file that `hone init --full` writes, the reference in the
/// README and the list of changed keys have in common.
package struct KeyReference: Sendable {
    package enum Presence: Hashable, Sendable {
        /// A group of keys.
        case group
        /// A group of keys that may be left out as a whole, and then has no defaults.
        case optionalGroup
        case required
        /// Left out, it has the value that the table shows.
        case defaulted
        /// Left out, there is none; the table shows an example.
        case optional
        /// A longer way to write the key above it.
        case alternative
    }

    /// The dotted path; `[]` stands for the items of a list.
    package let path: String
    package let presence: Presence
    /// The default, or an example where there is none, as YAML; empty for a group.
    package let value: String
    /// What it means, in a sentence without its end.
    package let meaning: String
    /// What a study holds for it; `nil` for groups and alternatives.
    let content: (@Sendable (Study) -> AnyHashable)?

    /// The last part of the path.
    package var name: String { path.split(separator: ".").last.map(String.init) ?? path }

    /// How many groups it is in.
    package var depth: Int { path.split(separator: ".").count - 1 }

    /// The paths of the groups that it is in, the outermost first.
    package var enclosing: [String] {
        let parts = path.split(separator: ".")
        return parts.indices.dropLast().map { parts[...$0].joined(separator: ".") }
    }

    static func group(_ path: String, _ meaning: String, optional isOptional: Bool = false) -> KeyReference {
        KeyReference(
            path: path, presence: isOptional ? .optionalGroup : .group, value: "", meaning: meaning,
            content: nil)
    }

    static func alternative(_ path: String, _ value: String, _ meaning: String) -> KeyReference {
        KeyReference(path: path, presence: .alternative, value: value, meaning: meaning, content: nil)
    }

    static func required<Content: Hashable & Sendable>(
        _ path: String, _ value: String, _ meaning: String, _ content: @escaping @Sendable (Study) -> Content
    ) -> KeyReference {
        KeyReference(path: path, presence: .required, value: value, meaning: meaning) {
            AnyHashable(content($0))
        }
    }

    static func defaulted<Content: Hashable & Sendable>(
        _ path: String, _ value: String, _ meaning: String, _ content: @escaping @Sendable (Study) -> Content
    ) -> KeyReference {
        KeyReference(path: path, presence: .defaulted, value: value, meaning: meaning) {
            AnyHashable(content($0))
        }
    }

    static func optional<Content: Hashable & Sendable>(
        _ path: String, _ value: String, _ meaning: String, _ content: @escaping @Sendable (Study) -> Content
    ) -> KeyReference {
        KeyReference(path: path, presence: .optional, value: value, meaning: meaning) {
            AnyHashable(content($0))
        }
    }

    // MARK: - Asking the table

    /// The names of the keys in a group, or at the top for an empty path.
    static func children(of path: String) -> [String] {
        all.filter { $0.parent == path }.map(\.name)
    }

    /// Whether the key is planned and this version does not have it.
    static func isForLater(_ path: String) -> Bool { later.contains(path) }

    private static let later: Set<String> = []

    /// The path of the group that it is in; empty at the top.
    var parent: String { path.split(separator: ".").dropLast().joined(separator: ".") }

}
