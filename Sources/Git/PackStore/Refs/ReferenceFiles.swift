import Clibgit2
import ObjectIDs

/// The refs of a repository as files: the plain cases by our own few system calls, all others by libgit2.
final class ReferenceFiles {
    private let context: GitContext
    private let durability: Repository.Durability
    private var packed = PackedReferences()
    /// Made with the first ref that moves.
    private var record: LockRecord?

    private var commonDirectory: String { context.commonDirectory }

    init(_ context: GitContext, _ durability: Repository.Durability) {
        self.context = context
        self.durability = durability
    }

    // MARK: - Reading

    func target(of ref: String, in store: PackStore) throws(GitError) -> ObjectID? {
        if let loose = LooseReference(ref, commonDirectory: commonDirectory) {
            if let target = loose.target() { return target }
            if Self.projected.contains(where: ref.hasPrefix), loose.isBlank {
                return try mend(loose, in: store)
            }
        }
        var target = git_oid()
        let status = git_reference_name_to_id(&target, store.pointer, ref)
        return try found(status, "read the ref '\(ref)'") ? ObjectID(target) : nil
    }

    /// The refs that say nothing which the journals do not.
    private static let projected = ["refs/heads/hone/", "refs/notes/hone/"]

    /// Gives a ref that has lost its value the one of its log, or takes its file away: what there was of it is made again.
    private func mend(_ reference: LooseReference, in store: PackStore) throws(GitError) -> ObjectID? {
        let value = try reference.lastLogged().flatMap { store.exists($0) ? $0 : nil }
        do throws(GitError) {
            if let value {
                try reference.fill(with: value, context.fileAccess())
            } else {
                try reference.remove()
            }
        } catch {
            // Whoever may only read waits for someone who may write.
            guard error.code == .notPermitted else { throw error }
        }
        return value
    }

    /// Costs a look at the folder, however many other refs there are.
    func targets(inFolder folder: String, in store: PackStore) throws(GitError) -> [String: ObjectID] {
        // Those with files of their own first: git takes such a file away after it has packed the ref.
        let names = try SmallFile.names(in: commonDirectory + folder).filter { !$0.hasSuffix(".lock") }
        try packed.refresh(from: commonDirectory + "packed-refs")
        var targets = packed.targets(inFolder: folder)
        for name in names { targets[folder + name] = try target(of: folder + name, in: store) }
        return targets
    }

    // MARK: - Being on the disk

    /// Waits until the value of a ref is on the disk, and until no power cut can bring back an earlier one, however the ref is
    /// moved from then on; one that is packed is git's to sync.
    func settle(_ ref: String) throws(GitError) {
        let path = commonDirectory + ref
        if let value = LooseReference(ref, commonDirectory: commonDirectory)?.target() {
            try SmallFile.sync(path)
            _ = try ownRecord().spare(of: ref).settle(at: Array((value.hex + "\n").utf8))
        }
        // A ref that git has packed has lost its file, and with it maybe its folder.
        var folder = SmallFile.folder(of: path)
        while !SmallFile.exists(folder) { folder = SmallFile.folder(of: folder) }
        try SmallFile.sync(folder)
    }

    func movesInPlace(_ ref: String) throws(GitError) -> Bool {
        guard LooseReference(ref, commonDirectory: commonDirectory)?.target() != nil else { return false }
        return try ownRecord().spare(of: ref).isSupported
    }

    // MARK: - Moving

    /// Tries once.
    func attempt(_ move: RefMove, in store: PackStore) throws(GitError) -> RefMove.Outcome {
        do throws(GitError) {
            try moveOnce(move, in: store)
            return .moved
        } catch {
            switch error.code {
            case .modified: return .notMoved(.overtaken(by: try target(of: move.ref, in: store)))
            case .exists: return .notMoved(.nameTaken)
            case .locked: return .notMoved(.locked(file: lockFile(of: move.ref)))
            default:
                guard try isNameTaken(move.ref, in: store) else { throw error }
                return .notMoved(.nameTaken)
            }
        }
    }

    /// Removes a lock file that a dead process of ours has left; returns whether it did.
    func removeStaleLock(_ lock: String, of ref: String) throws(GitError) -> Bool {
        try LockRecord.removeStaleLock(lock, of: ref, commonDirectory: commonDirectory)
    }

    /// Removes what processes of ours have left that died while they moved refs.
    static func removeStale(commonDirectory: String) throws(GitError) {
        try LockRecord.removeStale(commonDirectory: commonDirectory)
    }

    private func ownRecord() throws(GitError) -> LockRecord {
        if let record { return record }
        let made = try LockRecord(commonDirectory: commonDirectory, access: context.fileAccess())
        record = made
        return made
    }

    private func moveOnce(_ move: RefMove, in store: PackStore) throws(GitError) {
        let record = try ownRecord()
        try record.begin(move.ref)
        defer { record.end() }
        if try moveLoose(move, with: record.spare(of: move.ref), in: store) { return }
        try store.renewObjects()
        switch (move.from, move.to) {
        case (nil, nil):
            guard try target(of: move.ref, in: store) == nil else { throw Self.overtaken(move.ref) }
        case (let old?, nil): try delete(move.ref, from: old, in: store)
        case (let old, let new?): try create(move, from: old, to: new, in: store)
        }
    }

    /// Moves a ref that has a file of its own; returns false where libgit2 has to.
    private func moveLoose(
        _ move: RefMove, with spare: SpareFile, in store: PackStore
    ) throws(GitError) -> Bool {
        guard let old = move.from, let new = move.to, let signature = move.signature,
            !store.isStaged(new), try !isHead(move.ref),
            let reference = LooseReference(move.ref, commonDirectory: commonDirectory)
        else { return false }
        return try reference.move(
            from: old, to: new, by: signature, reflog: move.message, with: spare,
            access: context.fileAccess(), durability: durability)
    }

    /// Whether HEAD names this branch, so that its log has a line for each move too.
    private func isHead(_ name: String) throws(GitError) -> Bool {
        guard name.hasPrefix("refs/heads/") else { return false }
        return try SmallFile.text(context.gitDirectory + "HEAD")?.split(separator: "\n").first
            == "ref: \(name)"
    }

    private func create(
        _ move: RefMove, from old: ObjectID?, to new: ObjectID, in store: PackStore
    ) throws(GitError) {
        // libgit2 takes the zero ID for "must not exist"; it compares under the ref's lock.
        var expected = old?.raw ?? git_oid()
        var target = new.raw
        var raw: OpaquePointer?
        let person = if let known = move.signature { Signature?.some(known) } else { try knownCommitter }
        if let person {
            try check(
                git_repository_set_ident(store.pointer, person.name, person.email), "name the committer")
        }
        let made = try MadeNames(of: move.ref, in: context)
        let status = git_reference_create_matching(
            &raw, store.pointer, move.ref, &target, 1, &expected, move.message)
        if status == GIT_ENOTFOUND.rawValue, try self.target(of: move.ref, in: store) == nil,
            store.exists(new)
        {
            throw Self.overtaken(move.ref)
        }
        try check(status, "move the ref '\(move.ref)'")
        _ = Handle(raw, freedBy: git_reference_free)
        try made.settle()
    }

    /// Whom a ref's log names who is not told; a log may do without, which libgit2 would fill by its own reading of the settings.
    private var knownCommitter: Signature? {
        get throws(GitError) {
            do throws(GitError) {
                return try context.person(.committer, time: 0)
            } catch {
                guard error.code == .noIdentity else { throw error }
                return nil
            }
        }
    }

    private func delete(_ name: String, from old: ObjectID, in store: PackStore) throws(GitError) {
        let deleting = "delete the ref '\(name)'"
        var raw: OpaquePointer?
        guard try found(git_reference_lookup(&raw, store.pointer, name), deleting) else {
            throw Self.overtaken(name)
        }
        let reference = Handle(raw, freedBy: git_reference_free)
        guard let target = git_reference_target(reference.pointer), ObjectID(target) == old else {
            throw Self.overtaken(name)
        }
        // libgit2 compares once more under the lock.
        try check(git_reference_delete(reference.pointer), deleting)
        // It has written all packed refs anew where this one was among them.
        let packed = commonDirectory + "packed-refs"
        if SmallFile.exists(packed) { try SmallFile.settle(packed, context.fileAccess()) }
    }

    // MARK: - What is in the way

    /// The lock that is in the way: the ref's own, or that of the packed refs.
    private func lockFile(of name: String) -> String {
        let packed = commonDirectory + "packed-refs.lock"
        let own = commonDirectory + name + ".lock"
        return !SmallFile.exists(own) && SmallFile.exists(packed) ? packed : own
    }

    /// Whether a ref has the name of a folder that this one would lie in, or others lie in one of its name; libgit2 has several errors
    /// for that.
    private func isNameTaken(_ name: String, in store: PackStore) throws(GitError) -> Bool {
        var folder = SmallFile.folder(of: name)
        while folder.contains("/") {
            if try target(of: folder, in: store) != nil { return true }
            folder = SmallFile.folder(of: folder)
        }
        var raw: OpaquePointer?
        try check(git_reference_iterator_glob_new(&raw, store.pointer, name + "/*"), "list the refs")
        let iterator = Handle(raw, freedBy: git_reference_iterator_free)
        var next: OpaquePointer?
        guard git_reference_next(&next, iterator.pointer) == 0 else { return false }
        _ = Handle(next, freedBy: git_reference_free)
        return true
    }

    private static func overtaken(_ name: String) -> GitError {
        GitError("move the ref '\(name)'", .modified, "it has another value")
    }
}
