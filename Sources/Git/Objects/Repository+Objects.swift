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

    /// Returns the bytes of a blob that somebody else may have made; throws `.tooLarge` for one of more than `limit` bytes, unread.
    ///
    /// An object takes a thousandth of its size on its way here, so that its size is no measure of what it cost whoever sent it.
    package func readBlob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
        try require(id, .blob, limit: limit)
        return try readBlob(id)
    }

    /// Throws unless an object is there, of a kind, and has no more bytes than that; it is not read for it.
    package func require(_ id: ObjectID, _ kind: ObjectKind, limit: Int) throws(GitError) {
        let reading = "read the \(kind) \(id)"
        guard let found = try objectHeader(id) else { throw GitError(reading, .notFound, "it is not there") }
        guard found.kind == kind else { throw GitError(reading, .invalidSpec, "it is a \(found.kind)") }
        guard found.size <= limit else {
            throw GitError(
                reading, .tooLarge(limit: limit),
                "it has \(found.size) bytes, more than the \(limit) that are read")
        }
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
