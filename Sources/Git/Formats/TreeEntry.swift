import ObjectIDs

/// What kind of thing a tree's entry is.
package enum FileMode: UInt32, Hashable, Sendable {
    /// A folder: the entry names a tree.
    case directory = 0o40000
    /// A plain file.
    case file = 0o100644
    /// A file that may be executed.
    case executable = 0o100755
    /// A symbolic link: the blob is its target.
    case symbolicLink = 0o120000
    /// A submodule: the entry names a commit of another repository.
    case submodule = 0o160000

    /// Reads a stored mode as git does: historic permission bits fall back to the two modes of a file.
    init(stored mode: UInt32) {
        switch mode & 0o170000 {
        case 0o040000: self = .directory
        case 0o120000: self = .symbolicLink
        case 0o160000: self = .submodule
        default: self = mode & 0o100 != 0 ? .executable : .file
        }
    }
}

/// One entry of a tree.
package struct TreeEntry: Hashable, Sendable {
    /// The entry's own name, without the folders above it; bytes that are not UTF-8 are shown as U+FFFD.
    package let name: String
    /// The object that it names.
    package let id: ObjectID
    /// What it is.
    package let mode: FileMode

    /// Makes an entry.
    package init(name: String, id: ObjectID, mode: FileMode) {
        self.name = name
        self.id = id
        self.mode = mode
    }
}

/// A file, link or submodule of a tree with its whole path.
package struct TreeFile: Hashable, Sendable {
    /// The path from the tree's root, with `/` between the parts.
    package let path: String
    /// The blob, or a submodule's commit.
    package let id: ObjectID
    /// What it is; never a directory.
    package let mode: FileMode
}

/// One path whose entry differs between two trees; never a directory.
package struct TreeChange: Hashable, Sendable {
    /// The path from the root, with `/` between the parts.
    package let path: String
    /// The entry before, nil for a new path.
    package let old: TreeEntry?
    /// The entry after, nil for a deleted path.
    package let new: TreeEntry?
}

/// One change to make to a tree.
package struct PathChange: Hashable, Sendable {
    /// What becomes of a path.
    package enum Content: Hashable, Sendable {
        /// The path holds this object.
        case file(ObjectID, FileMode)
        /// The path is gone, with all below it where it is a folder.
        case delete
    }

    /// The path from the root, with `/` between the parts.
    package let path: String
    /// What becomes of it.
    package let content: Content

    /// Makes a change.
    package init(_ path: String, _ content: Content) {
        self.path = path
        self.content = content
    }
}
