import Clibgit2
import Glibc
import Synchronization

/// The files of a pack that is being written, until they are moved into place; removed at the end of its life.
///
/// They are named as git names its own, so `git gc` clears them away should this process die.
struct IncomingPack: ~Copyable {
    private static let count = Atomic<Int>(0)

    /// The path of both files without their extensions.
    let path: String

    init(in packFolder: String) throws(GitError) {
        try SmallFile.makeFolder(packFolder)
        let mark = ProcessMark.current
        let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
        path = "\(packFolder)tmp_pack_hone-\(mark.process)-\(mark.started)-\(number)"
    }

    deinit {
        for suffix in [".pack", ".idx"] { unlink(path + suffix) }
    }

    /// Moves the pack into `target`: its `.keep` first, then the pack, and the index, which makes it visible, last.
    func install(_ name: String, in target: String, syncing policy: SyncPolicy) throws(GitError) {
        let kept = target + name + ".keep"
        let isNew = !SmallFile.exists(target + name + ".idx")
        try SmallFile.write(Array(ProcessMark.current.text.utf8), to: kept, permissions: 0o644)
        do {
            if policy == .files {
                try Self.sync(path + ".pack")
                try Self.sync(path + ".idx")
            }
            try SmallFile.rename(path + ".pack", to: target + name + ".pack")
            try SmallFile.rename(path + ".idx", to: target + name + ".idx")
            switch policy {
            case .none: break
            case .files: try Self.sync(target)
            case .filesystem: try Self.sync(target, wholeFileSystem: ())
            }
        } catch {
            if isNew {
                for suffix in [".idx", ".pack", ".keep"] { unlink(target + name + suffix) }
            }
            throw error
        }
    }

    private static func sync(_ path: String) throws(GitError) {
        try withDescriptor(path) { fsync($0) }
    }

    private static func sync(_ path: String, wholeFileSystem: Void) throws(GitError) {
        try withDescriptor(path) { shim_syncfs($0) }
    }

    private static func withDescriptor(_ path: String, _ call: (Int32) -> Int32) throws(GitError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw GitError(systemCall: "sync to the disk", path: path) }
        defer { close(descriptor) }
        guard call(descriptor) == 0 else { throw GitError(systemCall: "sync to the disk", path: path) }
    }
}
