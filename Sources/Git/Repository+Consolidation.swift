import Platform

extension Repository {
    /// Merges small packs of ours into bigger ones, so that git never finds so many that it starts a gc.
    ///
    /// Whenever `fanIn` packs of one level have gathered they become one of the next, so each object is written once
    /// per level; at the first, where a merge is little more than its syncs, so many as `firstFanIn` says. Packs that are
    /// still kept, and any that are not ours, stay. A merged pack is on the disk before those that it replaces go, its
    /// index too unless the policy is `.none`. Returns how many packs were replaced.
    @discardableResult
    package func consolidate(
        fanIn: Int = 8, firstFanIn: Int? = nil, syncing policy: SyncPolicy = .files
    ) throws(GitError) -> Int {
        precondition(fanIn > 1, "merging takes at least two packs")
        let list = try PackList(commonDirectory: commonDirectory)
        guard let lock = try list.lockForMerging() else { return 0 }
        defer { _ = lock }  // held to the end
        var entries = try list.update { $0.filter(isOurs) }
        var replaced = 0
        var level = 0
        while level <= entries.map(\.level).max() ?? -1 {
            let ready = entries.filter { $0.level == level && !isKept($0.name) }
            let needed = level == 0 ? firstFanIn ?? fanIn : fanIn
            level += 1
            guard ready.count >= needed else { continue }
            entries = try merge(ready, to: level, in: list, syncing: policy)
            replaced += ready.count
        }
        return replaced
    }

    /// Replaces packs by one that has all their objects, and returns the list after that.
    private func merge(
        _ old: [PackList.Entry], to level: Int, in list: PackList, syncing policy: SyncPolicy
    ) throws(GitError) -> [PackList.Entry] {
        var incoming = try IncomingPack(in: packFolder)
        var merge = try PackMerge(rest: level == 1 ? .compress : .copy)
        guard let (name, count) = try merge.write(old.map { packFolder + $0.name }, to: incoming.path) else {
            // Somebody else's packs: git's to look after.
            let foreign = Set(old)
            return try list.update { $0.filter { !foreign.contains($0) } }
        }
        try incoming.install(
            name, in: packFolder, marked: ownKeepMark(), syncing: policy == .none ? .none : .files)
        let merged = PublishedPack(name: name, objectCount: count)
        let replaced = Set(old.map(\.name)).subtracting([merged.name])
        let entries = try list.update { entries in
            entries.filter { !replaced.contains($0.name) && $0.name != merged.name }
                + [PackList.Entry(level: level, name: merged.name)]
        }
        for name in replaced { try removePack(name) }
        try release(merged)
        return entries
    }

    /// Lets git treat packs like any other whose keeper, a process of ours, has died; returns their names.
    @discardableResult
    package func releaseStaleKeeps() throws(GitError) -> [String] {
        var released: [String] = []
        for file in try SmallFile.names(in: packFolder) where file.hasSuffix(".keep") {
            guard let text = try SmallFile.text(packFolder + file), let owner = ProcessMark(text: text) else {
                continue
            }
            guard !owner.isAlive else { continue }
            try SmallFile.remove(packFolder + file)
            released.append(String(file.dropLast(".keep".count)))
        }
        try KeepMark.removeStale(commonDirectory: commonDirectory)
        try LockRecord.removeStaleSpares(commonDirectory: commonDirectory)
        return released
    }

    /// Notes a new pack as ours; packs of many objects start at a higher level.
    func enlist(_ pack: PublishedPack) throws(GitError) {
        var level = 0
        var bound = PackList.firstLevelObjects
        while pack.objectCount > bound {
            level += 1
            bound *= 8
        }
        try PackList(commonDirectory: commonDirectory).add(PackList.Entry(level: level, name: pack.name))
    }

    private func isKept(_ name: String) -> Bool { SmallFile.exists(packFolder + name + ".keep") }

    /// A pack that a gc has removed is ours no more, nor one that a multi-pack index of git's may refer to.
    private func isOurs(_ entry: PackList.Entry) -> Bool {
        guard let made = SmallFile.modificationTime(packFolder + entry.name + ".idx") else { return false }
        guard let indexed = SmallFile.modificationTime(packFolder + "multi-pack-index") else { return true }
        return indexed < made
    }

    /// Removes the index first, as git does: without it the pack is not there.
    private func removePack(_ name: String) throws(GitError) {
        for suffix in [".idx", ".rev", ".bitmap", ".pack"] {
            try SmallFile.remove(packFolder + name + suffix)
        }
    }
}
