import Foundation
import TestSupport

/// Everything of a repository that belongs to its user, byte for byte: the checkout, and of the git directory all that is not
/// an object, a note, a branch or a state of ours.
struct CheckoutSnapshot {
    private let files: FolderSnapshot
    private let refs: String
    private let stash: String

    /// Ours, or git's stores of objects and refs; the user's own refs are compared by name.
    private static let ours = [
        ".git/objects", ".git/hone", ".git/packed-refs", ".git/info/refs", ".git/gc.log", ".git/refs/hone",
        ".git/refs/notes",
        ".git/refs/heads", ".git/logs/refs/heads", ".git/logs/refs/notes",
    ]

    init(_ repository: TemporaryRepository) throws {
        files = try FolderSnapshot(repository.path) { path in
            Self.ours.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
        let all = try repository.git("for-each-ref", "refs/heads", "refs/tags", "refs/stash", "refs/remotes")
        refs = all.split(separator: "\n").filter { !$0.contains("\trefs/heads/hone/") }.joined(
            separator: "\n")
        stash = try repository.git("stash", "list")
    }

    /// The paths that differ from another snapshot; `(refs)` and `(stash)` for those.
    func differences(from other: CheckoutSnapshot) -> [String] {
        (refs == other.refs ? [] : ["(refs)"]) + (stash == other.stash ? [] : ["(stash)"])
            + files.differences(from: other.files)
    }
}
