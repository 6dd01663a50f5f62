import Clibgit2
import ObjectIDs

/// A tree in libgit2's hands, or the empty one, which it takes as no tree.
struct TreeHandle: ~Copyable {
    private let handle: Handle?

    init(_ handle: consuming Handle?) {
        self.handle = handle
    }

    var pointer: OpaquePointer? {
        switch handle {
        case .some(let handle): handle.pointer
        case .none: nil
        }
    }
}

extension Repository {
    /// Returns an object as libgit2's own functions want it.
    func lookUp(_ id: ObjectID, _ kind: git_object_t) throws(GitError) -> Handle {
        var raw: OpaquePointer?
        var name = id.raw
        try check(git_object_lookup(&raw, pointer, &name, kind), "read the object \(id)")
        return Handle(raw, freedBy: git_object_free)
    }

    /// Returns a tree as libgit2's own functions want it; nil is the empty tree.
    func lookUpTree(_ id: ObjectID?) throws(GitError) -> TreeHandle {
        guard let id else { return TreeHandle(nil) }
        return TreeHandle(try lookUp(id, GIT_OBJECT_TREE))
    }
}
