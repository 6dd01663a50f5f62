import Synchronization

/// A line in the common git directory's `hone/locks` that says which ref this process is about to lock; removed at
/// the end of its life.
///
/// Git's lock files name no owner. Should this process be killed while it holds one, the next hone finds the record
/// and knows that the lock is nobody's.
struct LockRecord: ~Copyable {
    private static let count = Atomic<Int>(0)

    private let path: String

    init(of ref: String, commonDirectory: String) throws(GitError) {
        let folder = Self.folder(commonDirectory)
        let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
        let path = "\(folder)\(ProcessMark.current.process)-\(number)"
        do {
            try SmallFile.write(Array((ProcessMark.current.text + ref).utf8), to: path)
        } catch {
            guard error.code == .notFound else { throw error }
            try SmallFile.makeFolder(commonDirectory + "hone")
            try SmallFile.makeFolder(folder)
            try SmallFile.write(Array((ProcessMark.current.text + ref).utf8), to: path)
        }
        self.path = path
    }

    deinit { try? SmallFile.remove(path) }

    /// Removes a lock file that a dead process has recorded for the ref and left; returns whether it did.
    ///
    /// The lock must be as old as the record: git may have locked the ref since.
    static func removeStaleLock(_ lock: String, of ref: String, commonDirectory: String) throws(GitError)
        -> Bool
    {
        let folder = folder(commonDirectory)
        for name in try SmallFile.names(in: folder) {
            let lines = (try SmallFile.text(folder + name) ?? "").split(separator: "\n")
            guard lines.count == 2, lines[1] == ref, let owner = ProcessMark(text: String(lines[0])),
                !owner.isAlive,
                let recorded = SmallFile.modificationTime(folder + name),
                let locked = SmallFile.modificationTime(lock)
            else { continue }
            let delay = locked - recorded
            guard (0...longestDelay).contains(delay) else { continue }
            try SmallFile.remove(lock)
            try SmallFile.remove(folder + name)
            return true
        }
        return false
    }

    /// The lock follows the record at once; two seconds allow for a busy disk.
    private static let longestDelay: Int64 = 2_000_000_000

    private static func folder(_ commonDirectory: String) -> String { commonDirectory + "hone/locks/" }
}
