import ObjectIDs
import Platform

/// How a new pack reaches the disk before `publish` returns.
package enum SyncPolicy: Hashable, Sendable {
    /// The operating system writes it when it likes: for tests, and for objects that can be made again.
    case none
    /// The pack alone, which is all that is needed to make its index again: `mend` does after a power cut.
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

/// The packs of a repository: how new ones come in, and how small ones of ours become bigger.
final class PackFolder {
    private let path: String
    private let context: GitContext
    private var commonDirectory: String { context.commonDirectory }
    /// Made with the first pack.
    private var keepMark: KeepMark?
    /// How often the folder was seen changed, and when it was then.
    private var changes = 0
    private var lastChange: Int64?

    init(_ context: GitContext) {
        path = Self.path(in: context)
        self.context = context
    }

    // MARK: - Coming in

    /// Puts a pack of all that is staged in place, kept; on an error nothing is left behind.
    func add(_ staging: borrowing StagingArea, syncing policy: SyncPolicy) throws(GitError) -> PublishedPack {
        var incoming = try IncomingPack(in: path, access: context.fileAccess())
        let name = try staging.write(to: incoming)
        try incoming.install(name, in: path, marked: ownKeepMark(), syncing: policy)
        return PublishedPack(name: name, objectCount: staging.ids.count)
    }

    /// Puts a pack of all that is staged into a folder that nobody uses yet.
    static func add(_ staging: borrowing StagingArea, toUnused folder: String) throws(GitError) {
        var incoming = try IncomingPack(in: folder, access: .own)
        let name = try staging.write(to: incoming)
        try incoming.install(name, in: folder, marked: nil, syncing: .none)
    }

    /// Notes a new pack as ours; packs of many objects start at a higher level.
    func enlist(_ pack: PublishedPack) throws(GitError) {
        var level = 0
        var bound = PackList.firstLevelObjects
        while pack.objectCount > bound {
            level += 1
            bound *= 8
        }
        try PackList(context).add(PackList.Entry(level: level, name: pack.name))
    }

    private func ownKeepMark() throws(GitError) -> KeepMark {
        if let keepMark { return keepMark }
        let mark = try KeepMark(commonDirectory: commonDirectory, access: context.fileAccess())
        keepMark = mark
        return mark
    }

    // MARK: - Being kept

    /// Lets `git gc` treat the pack like any other, once refs name what it holds.
    func release(_ pack: PublishedPack) throws(GitError) { try SmallFile.remove(path + pack.name + ".keep") }

    /// Lets git treat packs like any other whose keeper, a process of ours, has died, and takes away what such a one was writing; returns the names of the
    /// packs.
    static func releaseStaleKeeps(_ context: GitContext) throws(GitError) -> [String] {
        let path = path(in: context)
        // A power cut can leave a mark empty: all its names are one file, and one of them is ours by where it lies.
        let marks = try KeepMark.removeStale(commonDirectory: context.commonDirectory)
        var released: [String] = []
        for file in try SmallFile.names(in: path) where file.hasSuffix(".keep") {
            guard let text = try SmallFile.text(path + file) else { continue }
            if let owner = ProcessMark(text: text) {
                guard !owner.isAlive else { continue }
            } else {
                guard let inode = SmallFile.inode(path + file), marks.contains(inode) else { continue }
            }
            try SmallFile.remove(path + file)
            released.append(String(file.dropLast(".keep".count)))
        }
        try IncomingPack.removeStale(in: path)
        return released
    }

    private static func path(in context: GitContext) -> String { context.objectDirectory + "pack/" }

    private func isKept(_ name: String) -> Bool { SmallFile.exists(path + name + ".keep") }

    // MARK: - Consolidation

    /// Merges small packs of ours into bigger ones; returns how many packs were replaced.
    ///
    /// Packs that are still kept, and any that are not ours, stay. A merged pack is on the disk before those that it replaces go, its
    /// index too unless the policy is `.none`.
    func consolidate(fanIn: Int, firstFanIn: Int?, syncing policy: SyncPolicy) throws(GitError) -> Int {
        precondition(fanIn > 1, "merging takes at least two packs")
        let list = try PackList(context)
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
        var incoming = try IncomingPack(in: path, access: context.fileAccess())
        var merge = try PackMerge(rest: level == 1 ? .compress : .copy)
        guard let (name, count) = try merge.write(old.map { path + $0.name }, to: incoming.path) else {
            // Somebody else's packs: git's to look after.
            let foreign = Set(old)
            return try list.update { $0.filter { !foreign.contains($0) } }
        }
        try incoming.install(
            name, in: path, marked: ownKeepMark(), syncing: policy == .none ? .none : .files)
        let merged = PublishedPack(name: name, objectCount: count)
        let replaced = Set(old.map(\.name)).subtracting([merged.name])
        let entries = try list.update { entries in
            entries.filter { !replaced.contains($0.name) && $0.name != merged.name }
                + [PackList.Entry(level: level, name: merged.name)]
        }
        for name in replaced { try remove(name) }
        try release(merged)
        return entries
    }

    /// A pack that a gc has removed is ours no more, nor one that a multi-pack index of git's may refer to.
    private func isOurs(_ entry: PackList.Entry) -> Bool {
        guard let made = SmallFile.modificationTime(path + entry.name + ".idx") else { return false }
        guard let indexed = SmallFile.modificationTime(path + "multi-pack-index") else { return true }
        return indexed < made
    }

    /// Removes the index first, as git does: without it the pack is not there.
    private func remove(_ name: String) throws(GitError) {
        for suffix in [".idx", ".rev", ".bitmap", ".pack"] {
            try SmallFile.remove(path + name + suffix)
        }
    }

    // MARK: - Changing

    /// Looks at the folder; tells whether it has changed so often that its packs are to be opened anew.
    func haveChangedOften() -> Bool {
        let now = SmallFile.modificationTime(path)
        if now != lastChange { changes += 1 }
        lastChange = now
        return changes > 16
    }

    /// Counts the changes from here on.
    func beginCounting() { changes = 0 }
}
