/// How a new pack reaches the disk before `publish` returns.
package enum SyncPolicy: Hashable, Sendable {
    /// The operating system writes it when it likes: for tests, and for objects that can be made again.
    case none
    /// The pack alone, which is all that is needed to make its index again: `mendPacks` does after a power cut.
    case pack
    /// The pack, its index and the folder, one by one.
    case files
}

/// A pack that `publish` has put in place; a `.keep` file beside it holds off `git gc` until it is released.
package struct PublishedPack: Hashable, Sendable {
    /// The name of the pack without folder and extension: `pack-…`.
    package let name: String
    /// How many objects it has.
    package let objectCount: Int
}

extension Repository {
    /// Writes all staged objects into one pack of the repository, or returns nil when there are none.
    ///
    /// The pack's `.keep` file is there before the pack can be seen, so no gc takes objects that no ref names yet:
    /// call `release` when the refs stand. On an error nothing is left behind and the objects stay staged.
    /// The objects of several frames of a log become deltas, which an index cannot be made from again, so that is synced too.
    package func publish(syncing policy: SyncPolicy = .files) throws(GitError) -> PublishedPack? {
        guard !staging.ids.isEmpty else { return nil }
        let hasDeltas = staging.frames.count > 1
        let pack = try writeStaged(syncing: policy == .pack && hasDeltas ? .files : policy)
        try staging.endPublishing()
        try enlist(pack)
        return pack
    }

    /// Writes all staged objects into one pack of another repository, which has `objects` and which nobody else uses yet,
    /// and forgets them.
    ///
    /// On an error nothing is left behind and the objects stay staged.
    package func publish(into objects: String) throws(GitError) {
        guard !staging.ids.isEmpty else { return }
        var incoming = try IncomingPack(in: objects + "/pack/")
        let name = try writeStaged(to: incoming)
        try incoming.install(name, in: objects + "/pack/", marked: nil, syncing: .none)
        try staging.removeAll()
    }

    /// Lets `git gc` treat the pack like any other, once refs name what it holds.
    package func release(_ pack: PublishedPack) throws(GitError) {
        try SmallFile.remove(packFolder + pack.name + ".keep")
    }

    var packFolder: String { context.objectDirectory + "pack/" }

    func ownKeepMark() throws(GitError) -> KeepMark {
        if let keepMark { return keepMark }
        let mark = try KeepMark(commonDirectory: commonDirectory)
        keepMark = mark
        return mark
    }

    /// Writes the staged objects into one new pack and puts it in place.
    private func writeStaged(syncing policy: SyncPolicy) throws(GitError) -> PublishedPack {
        var incoming = try IncomingPack(in: packFolder)
        let name = try writeStaged(to: incoming)
        try incoming.install(name, in: packFolder, marked: ownKeepMark(), syncing: policy)
        return PublishedPack(name: name, objectCount: staging.ids.count)
    }

    /// Writes the staged objects and returns the pack's name.
    ///
    /// The few of one step are only wrapped: they are compressed when their pack is merged with the next ones.
    private func writeStaged(to incoming: borrowing IncomingPack) throws(GitError) -> String {
        if staging.frames.count > 1 || staging.ids.count > PackList.firstLevelObjects {
            var pack = try FramesPack()
            return try pack.write(staging.frames, of: staging.objects, to: incoming.path)
        }
        var writer = try PackWriter(path: incoming.path, count: staging.ids.count)
        for id in staging.ids {
            let object = try readObject(id)
            try writer.add(
                id, PackEntry.Kind(object.kind), size: object.bytes.count,
                compressed: Compression.stored(object.bytes))
        }
        return try writer.finish()
    }
}
