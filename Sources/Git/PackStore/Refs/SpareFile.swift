import Clibgit2
import Glibc
import Platform

/// A file that becomes the lock of one ref and then the ref, while the ref's old file becomes the spare one.
///
/// A new file that takes the place of another has to get a block and begin to be written out at once (ext4, `auto_da_alloc`), or
/// a power cut could leave it empty; behind a busy disk that takes longer than all the rest of a step. The spare file has its
/// block already, so after a power cut a ref has its new value or one that it had before, and is never empty.
///
/// Three renames, and each leaves the ref whole: the spare file takes the name of the lock, unless somebody has it; lock and
/// ref are exchanged; what is the lock by then becomes the spare file. Whoever has opened the ref reads on in what he opened:
/// a spare file that is open anywhere else is given up, and each ref has its own, so nobody ever reads another's value.
final class SpareFile {
    private let path: String
    private let access: FileAccess
    /// The number of the file; `nil` where there is none.
    private var file: ino_t?
    /// The file that was put in the ref's place last, which has its block.
    private var placed: ino_t?
    private(set) var isSupported = true

    init(path: String, access: FileAccess) {
        self.path = path
        self.access = access
    }

    deinit { if file != nil { unlink(path) } }

    /// Gives the file its content and the name of a lock; returns false where the name is taken, or the file system cannot do
    /// this. A durable content is on the disk by then.
    func lock(_ lockPath: String, with bytes: [UInt8], durability: Repository.Durability) -> Bool {
        guard isSupported, write(bytes, durability) else { return false }
        guard shim_rename_to_free(path, lockPath) == 0 else {
            isSupported = errno != EINVAL && errno != ENOSYS
            return false
        }
        return true
    }

    /// Gives the file the ref's own value, on the disk; returns false where there can be none.
    ///
    /// From then on, whichever of the two files a power cut leaves in the ref's place, it has that value or a later one.
    func settle(at bytes: [UInt8]) -> Bool { isSupported && write(bytes, .durable) }

    /// Puts the locked file in the ref's place and takes the ref's for the next time.
    func place(_ lockPath: String, at refPath: String) -> Bool {
        guard shim_exchange(lockPath, refPath) == 0 else {
            // Both are as before, and an ordinary rename is left to try.
            isSupported = false
            guard rename(lockPath, refPath) == 0 else { return false }
            file = nil
            return true
        }
        let before = placed
        placed = file
        takeBack(lockPath, knownAs: before)
        return true
    }

    /// Gives the lock back, and the file with it.
    func unlock(_ lockPath: String) { takeBack(lockPath, knownAs: file) }

    private func write(_ bytes: [UInt8], _ durability: Repository.Durability) -> Bool {
        let known = file == nil ? -1 : openAlone()
        let isNew = known < 0
        // One that a process of the same number has left would be in the way.
        if isNew { unlink(path) }
        let descriptor =
            isNew ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NONBLOCK, access.file) : known
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        do throws(FileError) { try access.settle(descriptor, path) } catch { return false }
        var status = stat()
        guard writeWhole(bytes, to: descriptor, at: 0), fstat(descriptor, &status) == 0 else {
            return false
        }
        file = status.st_ino
        if isNew { _ = shim_begin_writing(descriptor) }
        return durability != .durable || fdatasync(descriptor) == 0
    }

    /// Opens the file; returns a negative number where it has to be given up, since somebody else has it open.
    private func openAlone() -> Int32 {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
        if descriptor >= 0, shim_is_open_once(descriptor) == 1 { return descriptor }
        if descriptor >= 0 { close(descriptor) }
        file = nil
        return -1
    }

    /// Makes the file at the lock's name the spare one, unless it has other names: somebody's copy must not change.
    private func takeBack(_ lockPath: String, knownAs known: ino_t?) {
        let descriptor = open(lockPath, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
        defer { if descriptor >= 0 { close(descriptor) } }
        var status = stat()
        file = nil
        guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_nlink == 1, status.st_size == 41,
            rename(lockPath, path) == 0
        else {
            unlink(lockPath)
            return
        }
        file = status.st_ino
        // One that git or libgit2 has made may still be without a block.
        if status.st_ino != known { _ = shim_begin_writing(descriptor) }
    }
}
