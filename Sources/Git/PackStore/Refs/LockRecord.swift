import Glibc
import Platform

/// A file in the common git directory's `hone/locks` that says which ref this process is about to lock; crossed out in
/// between, and removed at the end of its life.
///
/// Git's lock files name no owner. Should this process be killed while it holds one, the next hone finds the record
/// and knows that the lock is nobody's. The file is written in place, and never cut: making and removing one for each ref
/// that moves costs more than the move, and cutting it ten times the writing.
final class LockRecord {
    private let path: String
    private let access: FileAccess
    private let descriptor: Int32
    /// How much of the file is written.
    private var length = 0
    /// By ref, what it is moved with.
    private var spares: [String: SpareFile] = [:]

    init(commonDirectory: String, access: FileAccess) throws(GitError) {
        let folder = Self.folder(commonDirectory)
        try SmallFile.makeFolder(commonDirectory + "hone", access)
        try SmallFile.makeFolder(folder, access)
        path = folder + ProcessMark.passingName
        self.access = access
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, access.file)
        guard descriptor >= 0 else { throw GitError(systemCall: "record a lock", path: path) }
        try SmallFile.settle(path, access)
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// What a ref is moved with.
    func spare(of ref: String) -> SpareFile {
        if let known = spares[ref] { return known }
        let made = SpareFile(path: "\(path)-\(spares.count).spare", access: access)
        spares[ref] = made
        return made
    }

    /// Says that a ref is about to be locked.
    func begin(_ ref: String) throws(GitError) {
        var text = Array((ProcessMark.current.text + ref).utf8)
        // Over all of what stood there before; empty lines are passed over.
        while text.count < length { text.append(UInt8(ascii: "\n")) }
        length = text.count
        guard writeWhole(text, to: descriptor, at: 0) else {
            throw GitError(systemCall: "record a lock", path: path)
        }
    }

    /// Says that it is locked no more.
    func end() {
        let cross = UInt8(ascii: "#")
        withUnsafeBytes(of: cross) { _ = pwrite(descriptor, $0.baseAddress, 1, 0) }
    }

    /// Removes a lock file that a dead process has recorded for the ref and left; returns whether it did.
    ///
    /// The lock must have its name since the record was made: git may have locked the ref since then.
    static func removeStaleLock(_ lock: String, of ref: String, commonDirectory: String) throws(GitError)
        -> Bool
    {
        let folder = folder(commonDirectory)
        for name in try SmallFile.names(in: folder) {
            let lines = (try SmallFile.text(folder + name) ?? "").split(separator: "\n")
            guard lines.count == 2, lines[1] == ref, let owner = ProcessMark(text: String(lines[0])),
                !owner.isAlive, isLock(lock, of: SmallFile.modificationTime(folder + name))
            else { continue }
            try SmallFile.remove(lock)
            try SmallFile.remove(folder + name)
            return true
        }
        return false
    }

    /// Removes what processes have left that died: their spare files, locks that they held, and their records.
    static func removeStale(commonDirectory: String) throws(GitError) {
        let folder = folder(commonDirectory)
        let names = try SmallFile.names(in: folder)
        for name in names where name.hasSuffix(".spare") {
            let record = name.split(separator: "-").prefix(2).joined(separator: "-")
            let text = try SmallFile.text(folder + record) ?? ""
            let line = text.split(separator: "\n").first ?? ""
            // Between two moves the first letter is crossed out.
            if let owner = ProcessMark(text: "h" + line.dropFirst()), owner.isAlive { continue }
            try SmallFile.remove(folder + name)
        }
        for name in names where !name.hasSuffix(".spare") {
            let modified = SmallFile.modificationTime(folder + name)
            guard let text = try SmallFile.text(folder + name),
                ProcessMark.isNobodys(text, in: name, modified: modified)
            else { continue }
            let lines = text.split(separator: "\n")
            if lines.count == 2, ProcessMark(text: String(lines[0])) != nil {
                let lock = "\(commonDirectory)\(lines[1]).lock"
                if isLock(lock, of: modified) { try SmallFile.remove(lock) }
            }
            try SmallFile.remove(folder + name)
        }
    }

    /// Removes the locks of hone's own refs, at the first look after a start of the machine: whoever held them is gone, and with the power the record of it.
    static func removeLocksOfBefore(commonDirectory: String) throws(GitError) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let latest = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec) - longestDelay
        for folder in ["refs/hone", "refs/heads/hone", "refs/notes/hone"] {
            try SmallFile.of { () throws(FileError) in
                try HostFile.removeAll(
                    below: commonDirectory + folder,
                    where: { $0.name.hasSuffix(".lock") && $0.status.changed.sinceEpoch < latest })
            }
        }
    }

    /// Whether a lock has its name since a record was made.
    private static func isLock(_ lock: String, of recorded: Int64?) -> Bool {
        guard let recorded, let locked = SmallFile.changeTime(lock) else { return false }
        return (0...longestDelay).contains(locked &- recorded)
    }

    /// The lock follows the record at once; two seconds allow for a busy disk.
    private static let longestDelay: Int64 = 2_000_000_000

    private static func folder(_ commonDirectory: String) -> String { commonDirectory + "hone/locks/" }
}
