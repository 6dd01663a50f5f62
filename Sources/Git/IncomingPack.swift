import Clibgit2
import Glibc

/// A private folder in which a pack is written before it is moved into place; removed at the end of its life.
///
/// It is named as git names its own quarantine folders, so `git gc` clears it away should this process die.
struct IncomingPack: ~Copyable {
    let folder: String

    init(objectsFolder: String) throws(GitError) {
        try SmallFile.makeFolder(objectsFolder + "pack")
        folder = try Self.makeFolder(in: objectsFolder)
    }

    private static func makeFolder(in objectsFolder: String) throws(GitError) -> String {
        var template = Array((objectsFolder + "tmp_objdir-hone-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw GitError(systemCall: "create a folder for a pack", path: objectsFolder)
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/"
    }

    deinit {
        for name in (try? SmallFile.names(in: folder)) ?? [] { unlink(folder + name) }
        rmdir(folder)
    }

    /// Moves the pack into `target`: its `.keep` first, then the pack, and the index, which makes it visible, last.
    func install(_ name: String, in target: String, syncing policy: SyncPolicy) throws(GitError) {
        let kept = target + name + ".keep"
        let isNew = !SmallFile.exists(target + name + ".idx")
        try SmallFile.write(Array(ProcessMark.current.text.utf8), to: kept, permissions: 0o644)
        do {
            if policy == .files {
                try Self.sync(folder + name + ".pack")
                try Self.sync(folder + name + ".idx")
            }
            try SmallFile.rename(folder + name + ".pack", to: target + name + ".pack")
            try SmallFile.rename(folder + name + ".idx", to: target + name + ".idx")
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
