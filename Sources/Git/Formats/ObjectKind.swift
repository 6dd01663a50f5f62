import Clibgit2
import ObjectIDs

extension ObjectID {
    /// The name of an object with this content.
    ///
    /// libgit2 looks for attempts at collisions while it hashes. Trees are made of names and IDs, not of what anybody chose
    /// freely, and those of notes are most of what a step hashes, so they are hashed without.
    init(naming bytes: [UInt8], _ kind: ObjectKind) throws(GitError) {
        if kind == .tree {
            self.init(namingTree: bytes)
            return
        }
        var name = git_oid()
        try check(git_odb_hash(&name, bytes, bytes.count, kind.raw), "name an object")
        self.init(name)
    }

    private init(namingTree bytes: [UInt8]) {
        var hash = SHA1()
        Array("tree \(bytes.count)\0".utf8).withUnsafeBytes { hash.update($0) }
        bytes.withUnsafeBytes { hash.update($0) }
        self = hash.finish().withUnsafeBytes { ObjectID(sha1: $0) }
    }
}

/// The kinds of git objects.
package enum ObjectKind: Hashable, Sendable {
    /// A file's bytes.
    case blob
    /// A folder.
    case tree
    /// A commit.
    case commit
    /// An annotated tag.
    case tag

    init?(raw: git_object_t) {
        switch raw {
        case GIT_OBJECT_BLOB: self = .blob
        case GIT_OBJECT_TREE: self = .tree
        case GIT_OBJECT_COMMIT: self = .commit
        case GIT_OBJECT_TAG: self = .tag
        default: return nil
        }
    }

    var raw: git_object_t {
        switch self {
        case .blob: GIT_OBJECT_BLOB
        case .tree: GIT_OBJECT_TREE
        case .commit: GIT_OBJECT_COMMIT
        case .tag: GIT_OBJECT_TAG
        }
    }
}
