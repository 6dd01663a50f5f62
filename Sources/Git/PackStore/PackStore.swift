import Clibgit2
import ObjectIDs
import Platform

/// What hone writes into a repository, in files of git's formats that it writes by hand: packs and their indexes, refs, and a log before both.
///
/// This is the boundary: the rest of the target stages and reads objects, publishes them, moves refs and logs moves through it, and knows
/// none of the formats. In tests a twin does the same with libgit2's plain functions, and git finds no difference between the two.
final class PackStore {
    private let context: GitContext
    private let repository: Handle
    private var staging: StagingArea
    private var trees = FolderTrees()
    private let packs: PackFolder
    private let references: ReferenceFiles
    private let lockRetry: LockRetry

    init(
        _ context: GitContext, durability: Repository.Durability, lockRetry: LockRetry
    ) throws(GitError) {
        let repository = try Handle.repository(context, durability)
        staging = try StagingArea(context, in: repository.pointer)
        self.context = context
        self.repository = repository
        self.lockRetry = lockRetry
        packs = PackFolder(context)
        references = ReferenceFiles(context, durability)
    }

    /// The repository in libgit2's hands, for what it only reads.
    var pointer: OpaquePointer { repository.pointer }

    // MARK: - Objects

    /// Returns an object's kind and bytes, be it staged or stored.
    func read(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, bytes: [UInt8]) {
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
    func header(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int)? {
        var size = 0
        var kind = GIT_OBJECT_INVALID
        var name = id.raw
        let status = git_odb_read_header(&size, &kind, staging.databasePointer, &name)
        guard try found(status, "read the object \(id)"), let kind = ObjectKind(raw: kind) else { return nil }
        return (kind, size)
    }

    /// Returns whether an object can be read, be it staged or stored.
    func exists(_ id: ObjectID) -> Bool {
        if staging.object(id) != nil { return true }
        var name = id.raw
        return git_odb_exists(staging.databasePointer, &name) == 1
    }

    /// Whether an object is staged, which no other process can see.
    func isStaged(_ id: ObjectID) -> Bool { staging.contains(id) }

    /// Returns a tree; one that was staged to be at hand is not looked for.
    func tree(_ id: ObjectID) throws(GitError) -> RawTree {
        if let known = trees[id] { return known }
        let object = try read(id)
        guard object.kind == .tree else {
            throw GitError("read the tree \(id)", .invalidSpec, "it is a \(object.kind)")
        }
        return try RawTree(object.bytes, id: id)
    }

    /// Opens the objects anew once the packs have changed often.
    ///
    /// libgit2 takes up new packs and never lets go of those that were removed: its searches would get slower with
    /// every step, and each removed pack would hold a descriptor and what was unpacked of it. Nothing may be staged meanwhile.
    func renewObjects() throws(GitError) {
        guard packs.haveChangedOften(), staging.ids.isEmpty else { return }
        staging = try StagingArea(context, in: pointer, published: staging.published)
        packs.beginCounting()
    }

    // MARK: - Staging

    /// Keeps an object in memory until `publish`, and returns its ID.
    func stage(_ bytes: [UInt8], _ kind: ObjectKind) throws(GitError) -> ObjectID {
        try staging.add(bytes, kind)
    }

    /// Keeps a tree in memory until `publish`, and at hand in place of the one that it came from.
    func stage(_ tree: RawTree, atHandInPlaceOf old: ObjectID?) throws(GitError) -> ObjectID {
        let id = try staging.add(tree.bytes, .tree)
        trees.replace(old, with: tree, id)
        return id
    }

    /// How many objects are staged.
    var stagedCount: Int { staging.ids.count }

    /// Takes what was staged last off the list of what is published; it can be read until then.
    func unstage(allBut count: Int) { staging.unlist(allBut: count) }

    /// Forgets all staged objects.
    func discardStaged() throws(GitError) { try staging.removeAll() }

    // MARK: - Packs

    /// Writes all staged objects into one pack, which is kept until it is released, or returns nil when there are none.
    func publish(syncing policy: SyncPolicy) throws(GitError) -> PublishedPack? {
        guard !staging.ids.isEmpty else { return nil }
        // What several frames of a log hold becomes deltas, which an index cannot be made from again.
        let policy = policy == .pack && staging.frames.count > 1 ? .files : policy
        let pack = try packs.add(staging, syncing: policy)
        try staging.endPublishing()
        if context.hasOwnObjects { try packs.enlist(pack) }
        return pack
    }

    /// Writes all staged objects into one pack of another repository, which has `objects` and which nobody else uses yet.
    func publish(into objects: String) throws(GitError) {
        guard !staging.ids.isEmpty else { return }
        try PackFolder.add(staging, toUnused: objects + "/pack/")
        try staging.removeAll()
    }

    /// Lets `git gc` treat a pack like any other.
    func release(_ pack: PublishedPack) throws(GitError) { try packs.release(pack) }

    /// Merges packs of ours where enough of one size have gathered; returns how many were replaced.
    func consolidate(fanIn: Int, firstFanIn: Int?, syncing policy: SyncPolicy) throws(GitError) -> Int {
        try packs.consolidate(fanIn: fanIn, firstFanIn: firstFanIn, syncing: policy)
    }

    /// Clears away what processes of ours have left that died; returns the packs that are kept no more.
    static func releaseStaleKeeps(_ context: GitContext) throws(GitError) -> [String] {
        let released = try PackFolder.releaseStaleKeeps(context)
        try ReferenceFiles.removeStale(commonDirectory: context.commonDirectory)
        return released
    }

    /// Clears away what processes of ours have left that died, and makes the indexes of packs again that a power cut has taken, once after each start of
    /// the machine.
    static func mend(_ context: GitContext) throws(GitError) {
        do throws(GitError) {
            guard SmallFile.exists(context.commonDirectory + "hone") else { return }
            let interrupted = try releaseStaleKeeps(context)
            try SmallFile.of { () throws(FileError) in
                try HostFile.removePassing(in: context.commonDirectory + "hone")
            }
            _ = try PackMending.mend(context, interrupted: interrupted)
        } catch {
            // Whoever may only read waits for someone who may write.
            guard error.code == .notPermitted else { throw error }
        }
    }

    // MARK: - Refs

    /// Returns the object that a ref names by its full name, symbolic refs followed, or nil.
    func target(of ref: String) throws(GitError) -> ObjectID? { try references.target(of: ref, in: self) }

    /// Returns the refs of our own kinds right in a folder of refs, by full name.
    func targets(inFolder folder: String) throws(GitError) -> [String: ObjectID] {
        try references.targets(inFolder: folder, in: self)
    }

    /// Moves a ref; a locked one is tried again with back-off, and a lock that a process of ours left when it died is removed.
    func move(_ move: RefMove) async throws(GitError) -> RefMove.Outcome {
        for delay in lockRetry.delays {
            let outcome = try references.attempt(move, in: self)
            guard case .notMoved(.locked) = outcome else { return outcome }
            await lockRetry.pause(delay)
        }
        let outcome = try references.attempt(move, in: self)
        guard case .notMoved(.locked(let lock)) = outcome,
            try references.removeStaleLock(lock, of: move.ref)
        else { return outcome }
        return try references.attempt(move, in: self)
    }

    /// Waits until a ref's value is on the disk and no power cut can bring back an earlier one.
    func settle(_ ref: String) throws(GitError) { try references.settle(ref) }

    /// Whether moving a ref changes a file in place that it has already, which a power cut cannot leave empty.
    func movesInPlace(_ ref: String) throws(GitError) -> Bool { try references.movesInPlace(ref) }

    // MARK: - The log

    /// Writes a ref's move to a log, with what has been staged since the last such frame; returns nil where it does not fit.
    func log(
        moveFrom old: ObjectID, to new: ObjectID, in log: WriteAheadLog, syncing policy: SyncPolicy
    ) throws(GitError) -> LogFrame? {
        let frame = LogFrame(from: old, to: new, objects: staging.unlogged)
        guard try log.append(frame, syncing: policy) else { return nil }
        staging.markLogged()
        return frame
    }

    /// Stages what a log has where it leads on from a ref's value, and returns where it leads; nil where it does not.
    ///
    /// Nothing else may be staged. `.conflict` where value and log have nothing to do with each other.
    func stageLog(at path: String, from value: ObjectID) throws(GitError) -> ObjectID? {
        let frames = try WriteAheadLog.frames(in: path)
        guard let last = frames.last, try leadsOn(frames, from: value, path) else { return nil }
        for frame in frames {
            for object in frame.objects { _ = try staging.add(object.bytes, object.kind) }
            staging.markLogged()
        }
        return last.to
    }

    /// Whether a ref with this value has yet to go where the frames lead.
    private func leadsOn(
        _ frames: [LogFrame], from value: ObjectID, _ path: String
    ) throws(GitError) -> Bool {
        guard let first = frames.first, let last = frames.last, value != last.to else { return false }
        if frames.contains(where: { $0.from == value }) { return true }
        // Others have gone on from there, or a power cut has set the ref back to before the log's beginning.
        if try reaches(last.to, from: value) { return false }
        guard exists(first.from) else { return false }
        if try reaches(value, from: first.from) { return true }
        throw GitError(
            "read the log of steps", .conflict,
            "the journal is at \(value), which neither comes from the steps in '\(path)' nor leads to them; "
                + "remove that file to go on without them")
    }

    private func reaches(_ end: ObjectID, from start: ObjectID) throws(GitError) -> Bool {
        var next: ObjectID? = start
        while let id = next {
            if id == end { return true }
            next = try CommitText.firstParent(read(id).bytes)
        }
        return false
    }
}

extension Handle {
    /// Opens the repository of a context in libgit2, with refs that are synced where they are to be durable, or whole.
    fileprivate static func repository(
        _ context: GitContext, _ durability: Repository.Durability
    ) throws(GitError) -> Handle {
        Library.start
        var raw: OpaquePointer?
        let path = context.gitDirectory
        do throws(GitError) {
            try check(git_repository_open(&raw, path), "open the repository at '\(path)'")
        } catch {
            throw try error.namingExtension(of: context)
        }
        let handle = Handle(raw, freedBy: git_repository_free)
        guard durability != .none else { return handle }
        let repository = handle.pointer
        try Library.withSyncedRefs { () throws(GitError) in
            var refs: OpaquePointer?
            try check(git_repository_refdb(&refs, repository), "open the refs")
            _ = Handle(refs, freedBy: git_refdb_free)
        }
        return handle
    }
}

extension GitError {
    /// libgit2 names the extension that it does not know; its value says more where it is no yes or no.
    fileprivate func namingExtension(of context: GitContext) throws(GitError) -> GitError {
        guard case .unsupportedFormat(let name) = code,
            let value = try context.setting("extensions.\(name)")?.lowercased()
        else { return self }
        let isSwitch = ["true", "yes", "on", "1", ""].contains(value)
        return GitError(
            operation, .unsupportedFormat(isSwitch ? name : String(value.prefix { $0 != ":" })),
            "libgit2 does not know the extension '\(name)'")
    }
}
