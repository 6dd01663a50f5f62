import Clibgit2
import ObjectIDs

extension Repository {
    /// Moves a ref from one value to another, and only if it has the first.
    ///
    /// A `from` of nil means that it must not exist, a `to` of nil deletes it. `.modified` when it has another value
    /// (or exists, or does not), `.exists` when a ref's name is a folder of this one's, `.locked` when another
    /// process held its lock through all attempts; one left by a process of ours that died is removed. The new target must
    /// exist outside the staged objects. The log names `signature`, and without one the configured author as of now.
    package func moveReference(
        _ name: String, from old: ObjectID?, to new: ObjectID?, reflog message: String,
        by signature: Signature? = nil
    ) async throws(GitError) {
        let move = Move(name: name, old: old, new: new, message: message, signature: signature)
        for delay in lockRetry.delays {
            do {
                return try moveOnce(move)
            } catch {
                guard case .locked = error.code else { throw error }
            }
            await lockRetry.pause(delay)
        }
        do {
            try moveOnce(move)
        } catch {
            guard case .locked = error.code else { throw error }
            let lock = lockFile(of: name)
            guard try LockRecord.removeStaleLock(lock, of: name, commonDirectory: commonDirectory) else {
                throw GitError(error.operation, .locked(file: lock), error.message)
            }
            try moveOnce(move)
        }
    }

    /// Waits until the value of a ref is on the disk, and until no power cut can bring back an earlier one, however the ref is
    /// moved from then on; one that is packed is git's to sync.
    package func settleReference(_ name: String) throws(GitError) {
        let path = commonDirectory + name
        if let value = LooseReference(name, commonDirectory: commonDirectory)?.target() {
            try SmallFile.sync(path)
            _ = try ownLockRecord().spare(of: name).settle(at: Array((value.hex + "\n").utf8))
        }
        // A ref that git has packed has lost its file, and with it maybe its folder.
        var folder = SmallFile.folder(of: path)
        while !SmallFile.exists(folder) { folder = SmallFile.folder(of: folder) }
        try SmallFile.sync(folder)
    }

    /// Whether moving a ref changes a file in place that it has already, which a power cut cannot leave empty.
    package func movesInPlace(_ name: String) throws(GitError) -> Bool {
        guard LooseReference(name, commonDirectory: commonDirectory)?.target() != nil else { return false }
        return try ownLockRecord().spare(of: name).isSupported
    }

    /// Where a ref is to go, and from where.
    private struct Move {
        let name: String
        let old: ObjectID?
        let new: ObjectID?
        let message: String
        let signature: Signature?
    }

    private func moveOnce(_ move: Move) throws(GitError) {
        let record = try ownLockRecord()
        try record.begin(move.name)
        defer { record.end() }
        if try moveLoose(move, with: record.spare(of: move.name)) { return }
        try renewObjects()
        let name = move.name
        switch (move.old, move.new) {
        case (nil, nil):
            guard try reference(name) == nil else { throw Self.modified(name, "it exists") }
        case (let old?, nil):
            try delete(name, from: old)
        case (let old, let new?):
            // libgit2 takes the zero ID for "must not exist"; it compares under the ref's lock.
            var expected = old?.raw ?? git_oid()
            var target = new.raw
            var raw: OpaquePointer?
            let status = git_reference_create_matching(
                &raw, pointer, name, &target, 1, &expected, move.message)
            if status == GIT_ENOTFOUND.rawValue, try reference(name) == nil, exists(new) {
                throw Self.modified(name, "it does not exist")
            }
            try check(status, "move the ref '\(name)'")
            _ = Handle(raw, freedBy: git_reference_free)
        }
    }

    /// Moves a ref that has a file of its own; returns false where libgit2 has to.
    private func moveLoose(_ move: Move, with spare: SpareFile) throws(GitError) -> Bool {
        guard let old = move.old, let new = move.new, let signature = move.signature,
            !staging.contains(new), try !isHead(move.name),
            let reference = LooseReference(move.name, commonDirectory: commonDirectory)
        else { return false }
        return try reference.move(
            from: old, to: new, by: signature, reflog: move.message, with: spare, durability: durability)
    }

    /// Whether HEAD names this branch, so that its log has a line for each move too.
    private func isHead(_ name: String) throws(GitError) -> Bool {
        guard name.hasPrefix("refs/heads/") else { return false }
        return try SmallFile.text(gitDirectory + "HEAD")?.split(separator: "\n").first == "ref: \(name)"
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
