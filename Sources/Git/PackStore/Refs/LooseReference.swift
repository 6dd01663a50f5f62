import Glibc
import ObjectIDs
import Platform
import Text

/// A ref that has a file of its own, moved as git moves one: under `<name>.lock`, which takes the file's place. The lock is
/// the spare file wherever there is one.
///
/// libgit2 does the same with thirty system calls and three looks at git's configuration, and a step moves five refs. What is
/// not the plain case (a ref that is packed, symbolic, new, or without the log that it should have) is left to libgit2.
struct LooseReference {
    private let name: String
    private let path: String
    private let logPath: String
    private var lockPath: String { path + ".lock" }
    /// Whether git starts a log for refs of this kind by itself.
    private let isLogged: Bool

    /// Makes a ref of our own kinds: a branch, a note or a journal; nil for any other name.
    init?(_ name: String, commonDirectory: String) {
        guard let kind = ["refs/hone/", "refs/heads/", "refs/notes/"].first(where: name.hasPrefix) else {
            return nil
        }
        self.name = name
        path = commonDirectory + name
        logPath = commonDirectory + "logs/" + name
        isLogged = kind != "refs/hone/"
    }

    /// Returns the object that the file names; nil where there is no file, or it says anything else.
    func target() -> ObjectID? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            guard count == 40 || (count == 41 && buffer[40] == UInt8(ascii: "\n")) else { return nil }
            return ObjectID(hexDigits: UnsafeBufferPointer(rebasing: buffer[..<40]))
        }
    }

    /// Whether there is a file that has no value, as a power cut leaves one whose content was not on the disk: nothing, or zeros.
    var isBlank: Bool {
        let bytes = try? HostFile.read(path)
        return bytes?.allSatisfy { $0 == 0 } ?? false
    }

    /// The value that the ref had last by its log; nil where there is none.
    func lastLogged() throws(GitError) -> ObjectID? {
        let line = (try SmallFile.text(logPath) ?? "").split(separator: "\n").last { !$0.hasPrefix("\0") }
        let words = line?.split(separator: " ") ?? []
        return words.count > 1 ? ObjectID(hex: String(words[1])) : nil
    }

    /// Writes a value in place of none.
    func fill(with value: ObjectID, _ access: FileAccess) throws(GitError) {
        try SmallFile.of { () throws(FileError) in
            try HostFile.replace(path, with: Array((value.hex + "\n").utf8), access: access, durable: .now)
        }
    }

    /// Removes the file.
    func remove() throws(GitError) { try SmallFile.remove(path) }

    /// Moves the ref; returns false, with nothing done, where libgit2 has to.
    ///
    /// `.locked` where the lock is held, `.modified` where the ref has another value.
    func move(
        from old: ObjectID, to new: ObjectID, by signature: Signature, reflog message: String,
        with spare: SpareFile, access: FileAccess, durability: Repository.Durability
    ) throws(GitError) -> Bool {
        let log = open(logPath, O_WRONLY | O_APPEND | O_CLOEXEC | O_NONBLOCK)
        defer { if log >= 0 { close(log) } }
        if log < 0, isLogged || errno != ENOENT { return false }
        guard let lock = try takeLock(Array((new.hex + "\n").utf8), spare, access, durability)
        else { return false }
        do throws(GitError) {
            guard let current = target() else {
                give(back: lock)
                return false
            }
            guard current == old else { throw failure(.modified, "it has another value") }
            if log >= 0 {
                let line = "\(old.hex) \(new.hex) \(signature.headerText)\t\(Self.oneLine(message))\n"
                try write(Array(line.utf8), to: log)
            }
            try place(lock)
        } catch {
            give(back: lock)
            throw error
        }
        if durability == .durable { try SmallFile.sync(SmallFile.folder(of: path)) }
        return true
    }

    /// The file that is the lock.
    private enum Lock {
        case spare(SpareFile)
        case new
    }

    private func place(_ lock: Lock) throws(GitError) {
        switch lock {
        case .spare(let spare):
            guard spare.place(lockPath, at: path) else {
                throw GitError(systemCall: "move a ref", path: path)
            }
        case .new: try SmallFile.rename(lockPath, to: path)
        }
    }

    private func give(back lock: Lock) {
        switch lock {
        case .spare(let spare): spare.unlock(lockPath)
        case .new: unlink(lockPath)
        }
    }

    private func takeLock(
        _ bytes: [UInt8], _ spare: SpareFile, _ access: FileAccess, _ durability: Repository.Durability
    ) throws(GitError) -> Lock? {
        if spare.lock(lockPath, with: bytes, durability: durability) { return .spare(spare) }
        let lock = open(lockPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NONBLOCK, access.file)
        guard lock >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return nil
            case EEXIST: throw failure(.locked(file: lockPath), "its lock exists")
            default: throw GitError(systemCall: "lock a ref", path: lockPath)
            }
        }
        defer { close(lock) }
        do throws(GitError) {
            try SmallFile.settle(lockPath, access)
            try write(bytes, to: lock)
            if durability == .durable { try sync(lock) }
        } catch {
            unlink(lockPath)
            throw error
        }
        return .new
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws(GitError) {
        guard writeWhole(bytes, to: descriptor, at: 0) else {
            throw GitError(systemCall: "write a ref", path: path)
        }
    }

    private func sync(_ descriptor: Int32) throws(GitError) {
        guard fsync(descriptor) == 0 else { throw GitError(systemCall: "sync to the disk", path: path) }
    }

    private func failure(_ code: GitError.Code, _ reason: String) -> GitError {
        GitError("move the ref '\(name)'", code, reason)
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}
