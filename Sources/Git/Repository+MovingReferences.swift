import Clibgit2
import ObjectIDs

extension Repository {
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

    /// Tries once.
    func attempt(_ move: RefMove) throws(GitError) -> RefMove.Outcome {
        do throws(GitError) {
            try moveOnce(move)
            return .moved
        } catch {
            switch error.code {
            case .modified: return .notMoved(.overtaken(by: try reference(move.ref)))
            case .exists: return .notMoved(.nameTaken)
            case .locked: return .notMoved(.locked(file: lockFile(of: move.ref)))
            default:
                guard try isNameTaken(move.ref) else { throw error }
                return .notMoved(.nameTaken)
            }
        }
    }

    /// Whether a ref has the name of a folder that this one would lie in, or others lie in one of its name; libgit2 has several errors for
    /// that.
    private func isNameTaken(_ name: String) throws(GitError) -> Bool {
        var folder = SmallFile.folder(of: name)
        while folder.contains("/") {
            if try reference(folder) != nil { return true }
            folder = SmallFile.folder(of: folder)
        }
        return try !references(prefix: name + "/").isEmpty
    }

    private func moveOnce(_ move: RefMove) throws(GitError) {
        let record = try ownLockRecord()
        try record.begin(move.ref)
        defer { record.end() }
        if try moveLoose(move, with: record.spare(of: move.ref)) { return }
        try renewObjects()
        let name = move.ref
        switch (move.from, move.to) {
        case (nil, nil):
            guard try reference(name) == nil else { throw Self.modified(name) }
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
                throw Self.modified(name)
            }
            try check(status, "move the ref '\(name)'")
            _ = Handle(raw, freedBy: git_reference_free)
        }
    }

    /// Moves a ref that has a file of its own; returns false where libgit2 has to.
    private func moveLoose(_ move: RefMove, with spare: SpareFile) throws(GitError) -> Bool {
        guard let old = move.from, let new = move.to, let signature = move.signature,
            !staging.contains(new), try !isHead(move.ref),
            let reference = LooseReference(move.ref, commonDirectory: commonDirectory)
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
            throw Self.modified(name)
        }
        let reference = Handle(raw, freedBy: git_reference_free)
        guard let target = git_reference_target(reference.pointer), ObjectID(target) == old else {
            throw Self.modified(name)
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

    private static func modified(_ name: String) -> GitError {
        GitError("move the ref '\(name)'", .modified, "it has another value")
    }
}
