import Git
import ObjectIDs
import Platform
import StudyModel

/// The base's files as slots may see them, in a bare repository of our own that all slots of the base borrow objects from.
///
/// One commit, `refs/heads/base`: the base's tree without hidden files, with the evaluator's files laid over. No object of
/// a hidden file is in it. It never changes once it is made.
struct BaseView: Sendable {
    let folder: String
    /// The tree of its commit.
    let tree: ObjectID
    /// Whether any `.gitattributes` of it may convert files.
    let hasConvertingAttributes: Bool
    /// Reads its objects, for all slots of a pool.
    let repository: Repository

    /// The folder's own name below `views`.
    var name: String {
        String(folder[folder.index(after: folder.lastIndex(of: "/") ?? folder.startIndex)...])
    }
    var objects: String { folder + "/objects" }
    /// An index of the tree, without the status of any file.
    var index: String { folder + "/index" }

    /// Reads a view that is complete, or returns `nil`.
    init?(existing folder: String) throws {
        guard let text = try HostFile.text(folder + "/hone-view") else { return nil }
        let words = text.split(separator: "\n").map(String.init)
        guard words.count == 2, let tree = ObjectID(hex: words[0]) else { return nil }
        self.folder = folder
        self.tree = tree
        repository = try Repository(GitContext(ofOurs: folder))
        hasConvertingAttributes = words[1] == "converts"
    }

    /// Marks a view as complete.
    static func complete(_ folder: String, tree: String, hasConvertingAttributes: Bool) throws {
        try HostFile.write(
            tree + "\n" + (hasConvertingAttributes ? "converts" : "plain") + "\n", to: folder + "/hone-view")
    }
}
