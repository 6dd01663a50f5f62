import ObjectIDs

extension Repository {
    /// Returns an object's kind and bytes; staged ones are found too.
    package func readObject(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, bytes: [UInt8]) {
        try store.read(id)
    }

    /// Returns an object's kind and its size in bytes, or nil if it does not exist.
    package func objectHeader(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int)? {
        try store.header(id)
    }

    /// Returns whether an object can be read, be it staged or stored.
    package func exists(_ id: ObjectID) -> Bool { store.exists(id) }

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
        try store.tree(id).entries.map(\.entry)
    }

    func rawTree(_ id: ObjectID) throws(GitError) -> RawTree { try store.tree(id) }

    func readObject(_ id: ObjectID, _ kind: ObjectKind) throws(GitError) -> [UInt8] {
        let object = try readObject(id)
        guard object.kind == kind else {
            throw GitError("read the \(kind) \(id)", .invalidSpec, "it is a \(object.kind)")
        }
        return object.bytes
    }
}
