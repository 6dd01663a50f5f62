import ObjectIDs

extension Repository {
    /// Keeps a blob in memory until `publish`, and returns its ID.
    package func stageBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
        try store.stage(bytes, .blob)
    }

    /// Keeps a commit in memory until `publish`, and returns its ID.
    ///
    /// Its tree and its parents must exist or be staged, else `.notFound`.
    package func stageCommit(
        tree: ObjectID, parents: [ObjectID], by authorship: Authorship, message: String
    ) throws(GitError) -> ObjectID {
        for id in [tree] + parents where !exists(id) {
            throw GitError("make a commit", .notFound, "there is no object \(id)")
        }
        guard !message.utf8.contains(0) else {
            throw GitError("make a commit", .invalidSpec, "the message has a NUL character")
        }
        let bytes = CommitText.bytes(
            tree: tree, parents: parents, by: authorship, message: message)
        return try store.stage(bytes, .commit)
    }

    /// Keeps an annotated tag of a commit in memory until `publish`, and returns its ID; the ref of that name is the caller's.
    package func stageTag(
        _ name: String, of commit: ObjectID, tagger: Signature, message: String
    ) throws(GitError) -> ObjectID {
        let header = "object \(commit.hex)\ntype commit\ntag \(name)\ntagger \(tagger.headerText)\n\n"
        return try store.stage(Array((header + message).utf8), .tag)
    }

    /// Keeps the tree that results from `changes` to `base` in memory, with the folders that they touch, and returns
    /// its ID.
    ///
    /// Without a base it starts empty. Folders that become empty go; a file takes the place of a folder and a
    /// folder that of a file; deleting what is not there changes nothing. A path that git would not check out
    /// (`..`, `.git`, empty parts) is `.invalidSpec`.
    package func stageTree(base: ObjectID?, changes: [PathChange]) throws(GitError) -> ObjectID {
        let plan = try TreePlan(changes)
        if let root = try apply(plan, to: base) { return root }
        return try store.stage([], .tree)
    }

    private func apply(_ plan: TreePlan, to base: ObjectID?) throws(GitError) -> ObjectID? {
        var tree = try base.map { id throws(GitError) in try rawTree(id) } ?? RawTree()
        let before = tree
        for (name, step) in plan.steps {
            let old = tree.entry(named: name)
            switch step {
            case .content(.delete): tree.replace(name, with: nil)
            case .content(.file(let id, let mode)):
                tree.replace(name, with: RawTree.Entry(name: name, mode: mode.rawValue, id: id))
            case .folder(let inner, let startsEmpty):
                let folder = old.flatMap { $0.isDirectory ? $0.id : nil }
                let id = try apply(inner, to: startsEmpty ? nil : folder)
                // Deletions below a file leave the file.
                if id == nil, folder == nil, !startsEmpty { continue }
                tree.replace(
                    name,
                    with: id.map { RawTree.Entry(name: name, mode: FileMode.directory.rawValue, id: $0) })
            }
        }
        if tree.isEmpty { return nil }
        if let base, tree == before { return base }
        return try store.stage(tree.bytes, .tree)
    }

    /// How many objects are staged.
    package var stagedCount: Int { store.stagedCount }

    /// Takes what was staged last off the list of what is published; it can be read until then.
    package func unstage(allBut count: Int) {
        store.unstage(allBut: count)
    }

    /// Forgets all staged objects.
    package func discardStaged() throws(GitError) {
        try store.discardStaged()
    }

    // MARK: - Publishing

    /// Writes all staged objects into one pack of the repository, or returns nil when there are none.
    ///
    /// The pack's `.keep` file is there before the pack can be seen, so no gc takes objects that no ref names yet:
    /// call `release` when the refs stand. On an error nothing is left behind and the objects stay staged.
    /// The objects of several frames of a log become deltas, which an index cannot be made from again, so that is synced too.
    package func publish(syncing policy: SyncPolicy = .files) throws(GitError) -> PublishedPack? {
        try store.publish(syncing: policy)
    }

    /// Publishes what is staged, and holds git's gc off it until the refs have moved that lead to it. Whatever becomes of those, nothing holds it off afterwards.
    package nonisolated func publish<Result>(
        syncing policy: SyncPolicy = .files, before moving: () async throws -> Result
    ) async throws -> Result {
        let pack = try await publish(syncing: policy)
        let result: Result
        do {
            result = try await moving()
        } catch {
            if let pack { try await release(pack) }
            throw error
        }
        if let pack { try await release(pack) }
        return result
    }

    /// Writes all staged objects into one pack of another repository, which has `objects` and which nobody else uses yet,
    /// and forgets them.
    ///
    /// On an error nothing is left behind and the objects stay staged.
    package func publish(into objects: String) throws(GitError) { try store.publish(into: objects) }

    /// Lets `git gc` treat the pack like any other, once refs name what it holds.
    package func release(_ pack: PublishedPack) throws(GitError) { try store.release(pack) }

    /// Writes a ref's move to a log, with what has been staged since the last such frame; returns nil where it does not fit.
    ///
    /// The objects stay staged, and go into the next pack.
    package func log(
        moveFrom old: ObjectID, to new: ObjectID, in log: WriteAheadLog, syncing policy: SyncPolicy
    ) throws(GitError) -> LogFrame? {
        try store.log(moveFrom: old, to: new, in: log, syncing: policy)
    }

    /// Stages what a log has where it leads on from a ref's value, and returns where it leads; nil where it does not.
    ///
    /// Nothing else may be staged. `.conflict` where value and log have nothing to do with each other.
    package func stageLog(at path: String, from value: ObjectID) throws(GitError) -> ObjectID? {
        try store.stageLog(at: path, from: value)
    }

    // MARK: - Housekeeping

    /// Merges small packs of ours into bigger ones, so that git never finds so many that it starts a gc.
    ///
    /// Whenever `fanIn` packs of one level have gathered they become one of the next, so each object is written once
    /// per level; at the first, where a merge is little more than its syncs, so many as `firstFanIn` says. Returns how many packs
    /// were replaced.
    @discardableResult
    package func consolidate(
        fanIn: Int = 8, firstFanIn: Int? = nil, syncing policy: SyncPolicy = .files
    ) throws(GitError) -> Int {
        try store.consolidate(fanIn: fanIn, firstFanIn: firstFanIn, syncing: policy)
    }

    /// Clears away what processes of ours have left that died, and makes the indexes of packs again that a power cut has taken, once after each start of
    /// the machine. Where this process may only read, that waits for one that may write.
    package nonisolated func mend() throws(GitError) { try PackStore.mend(context) }
}
