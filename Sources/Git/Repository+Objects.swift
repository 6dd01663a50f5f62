import Clibgit2
import ObjectIDs

extension Repository {
    /// Returns an object's kind and bytes; staged ones are found too.
    package func readObject(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, bytes: [UInt8]) {
        if let staged = staging.object(id) { return (staged.kind, staged.bytes) }
        try renewObjects()
        var raw: OpaquePointer?
        var name = id.raw
        try check(git_odb_read(&raw, staging.databasePointer, &name), "read the object \(id)")
        let object = Handle(raw, freedBy: git_odb_object_free)
        guard let kind = ObjectKind(raw: git_odb_object_type(object.pointer)) else {
            throw GitError("read the object \(id)", .corrupt, "its kind is unknown")
        }
        let count = git_odb_object_size(object.pointer)
        let bytes = UnsafeRawBufferPointer(start: git_odb_object_data(object.pointer), count: count)
        return (kind, Array(bytes))
    }

    /// Returns an object's kind and its size in bytes, or nil if it does not exist.
    package func objectHeader(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int)? {
        var size = 0
        var kind = GIT_OBJECT_INVALID
        var name = id.raw
        let status = git_odb_read_header(&size, &kind, staging.databasePointer, &name)
        guard try found(status, "read the object \(id)"), let kind = ObjectKind(raw: kind) else { return nil }
        return (kind, size)
    }

    /// Returns whether an object can be read, be it staged or stored.
    package func exists(_ id: ObjectID) -> Bool {
        var name = id.raw
        return git_odb_exists(staging.databasePointer, &name) == 1
    }

    /// Returns a blob's bytes.
    package func readBlob(_ id: ObjectID) throws(GitError) -> [UInt8] {
        try readObject(id, .blob)
    }

    /// Returns a commit.
    package func readCommit(_ id: ObjectID) throws(GitError) -> Commit {
        try CommitText.parse(readObject(id, .commit), id: id)
    }

    /// Returns the tree of a commit, which costs less than the whole commit.
    package func tree(of commit: ObjectID) throws(GitError) -> ObjectID {
        try CommitText.tree(readObject(commit, .commit), id: commit)
    }

    /// Returns the entries of one tree, not of the folders below it, in git's order.
    package func readTree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
        try rawTree(id).entries.map(\.entry)
    }

    func rawTree(_ id: ObjectID) throws(GitError) -> RawTree {
        try RawTree(readObject(id, .tree), id: id)
    }

    func readObject(_ id: ObjectID, _ kind: ObjectKind) throws(GitError) -> [UInt8] {
        let object = try readObject(id)
        guard object.kind == kind else {
            throw GitError("read the \(kind) \(id)", .invalidSpec, "it is a \(object.kind)")
        }
        return object.bytes
    }
}
