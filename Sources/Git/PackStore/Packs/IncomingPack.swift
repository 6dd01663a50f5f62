import Glibc
import Platform
import Synchronization

/// The files of a pack that is being written, until they are moved into place; removed at the end of its life.
///
/// They begin as git's own do and are named after this process: should that die, whoever comes next takes them away, and be that `git gc`.
struct IncomingPack: ~Copyable {
    private static let count = Atomic<Int>(0)
    private var isInstalled = false

    /// The path of both files without their extensions.
    let path: String
    private let access: FileAccess

    init(in packFolder: String, access: FileAccess) throws(GitError) {
        try SmallFile.makeFolder(packFolder, access)
        self.access = access
        let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
        path = "\(packFolder)\(Self.prefix)\(ProcessMark.current.nameBegin)\(number)"
    }

    private static let prefix = "tmp_pack_hone-"
    private static let suffixes = [PackWriter.packSuffix, PackWriter.indexSuffix]

    /// Removes the files of processes of ours that have died.
    static func removeStale(in packFolder: String) throws(GitError) {
        for name in try SmallFile.names(in: packFolder) {
            guard name.hasPrefix(prefix), let owner = ProcessMark(nameBegin: name.dropFirst(prefix.count)),
                !owner.isAlive
            else { continue }
            try SmallFile.remove(packFolder + name)
        }
    }

    deinit {
        guard !isInstalled else { return }
        for suffix in Self.suffixes { unlink(path + suffix) }
    }

    /// Moves the pack into `target`: its `.keep` first where it needs one, then the pack, and the index, which makes it visible, last.
    mutating func install(
        _ name: String, in target: String, marked mark: KeepMark?, syncing policy: SyncPolicy
    ) throws(GitError) {
        let isNew = !SmallFile.exists(target + name + ".idx")
        try mark?.put(at: target + name + ".keep")
        do {
            for suffix in Self.suffixes { try SmallFile.settle(path + suffix, access) }
            try SmallFile.rename(path + PackWriter.packSuffix, to: target + name + ".pack")
            try SmallFile.rename(path + PackWriter.indexSuffix, to: target + name + ".idx")
            isInstalled = true
            // A sync of a file that has its name by now makes the name durable with it.
            if policy != .none { try SmallFile.sync(target + name + ".pack") }
            if policy == .files {
                try SmallFile.sync(target + name + ".idx")
                try SmallFile.sync(target)
            }
        } catch {
            if isNew {
                for suffix in [".idx", ".pack", ".keep"] { unlink(target + name + suffix) }
            }
            throw error
        }
    }
}
