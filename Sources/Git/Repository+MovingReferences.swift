import Clibgit2

extension Repository {
    /// Moves a ref from one value to another, and only if it has the first.
    ///
    /// A `from` of nil means that it must not exist, a `to` of nil deletes it. `.modified` when it has another value
    /// (or exists, or does not), `.exists` when a ref's name is a folder of this one's, `.locked` when another
    /// process held its lock through all attempts; one left by a process of ours that died is removed. The new target must exist outside the staged objects.
    package func moveReference(
        _ name: String, from old: ObjectID?, to new: ObjectID?, reflog message: String
    ) async throws(GitError) {
        try renewObjects()
        for delay in lockRetry.delays {
            do {
                return try moveOnce(name, from: old, to: new, reflog: message)
            } catch {
                guard case .locked = error.code else { throw error }
            }
            await lockRetry.pause(delay)
        }
        do {
            try moveOnce(name, from: old, to: new, reflog: message)
        } catch {
            guard case .locked = error.code else { throw error }
            let lock = lockFile(of: name)
            guard try LockRecord.removeStaleLock(lock, of: name, commonDirectory: commonDirectory) else {
                throw GitError(error.operation, .locked(file: lock), error.message)
            }
            try moveOnce(name, from: old, to: new, reflog: message)
        }
    }

    private func moveOnce(
        _ name: String, from old: ObjectID?, to new: ObjectID?, reflog message: String
    ) throws(GitError) {
        let record = try ownLockRecord()
        try record.begin(name)
        defer { record.end() }
        switch (old, new) {
        case (nil, nil):
            guard try reference(name) == nil else { throw Self.modified(name, "it exists") }
        case (let old?, nil):
            try delete(name, from: old)
        case (let old, let new?):
            // libgit2 takes the zero ID for "must not exist"; it compares under the ref's lock.
            var expected = old?.raw ?? git_oid()
            var target = new.raw
            var raw: OpaquePointer?
            let status = git_reference_create_matching(&raw, pointer, name, &target, 1, &expected, message)
            if status == GIT_ENOTFOUND.rawValue, try reference(name) == nil, exists(new) {
                throw Self.modified(name, "it does not exist")
            }
            try check(status, "move the ref '\(name)'")
            _ = Handle(raw, freedBy: git_reference_free)
        }
    }

    private func ownLockRecord() throws(GitError) -> LockRecord {
        if let lockRecord { return lockRecord }
        let record = try LockRecord(commonDirectory: commonDirectory)
        lockRecord = record
        return record
    }

    private func delete(_ name: String, from old: ObjectID) throws(GitError) {
        let deleting = "delete the ref '\(name)'"
        var raw: OpaquePointer?
        guard try found(git_reference_lookup(&raw, pointer, name), deleting) else {
            throw Self.modified(name, "it does not exist")
        }
        let reference = Handle(raw, freedBy: git_reference_free)
        guard let target = git_reference_target(reference.pointer), ObjectID(target) == old else {
            throw Self.modified(name, "it has another value")
        }
        // libgit2 compares once more under the lock.
        try check(git_reference_delete(reference.pointer), deleting)
    }

    /// The lock that is in the way: the ref's own, or that of the packed refs.
    private func lockFile(of name: String) -> String {
        let packed = commonDirectory + "packed-refs.lock"
        let own = commonDirectory + name + ".lock"
        return !SmallFile.exists(own) && SmallFile.exists(packed) ? packed : own
    }

    private static func modified(_ name: String, _ reason: String) -> GitError {
        GitError("move the ref '\(name)'", .modified, reason)
    }
}
