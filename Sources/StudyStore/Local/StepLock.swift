import Platform
import StudyModel

/// The lock that lets one process of a clone step a run; its file says who has it.
struct StepLock: ~Copyable {
    private let lock: FileLock

    /// Takes the lock of `run` at `path`; throws `StoreError.stepping` where another process has it.
    init(_ path: String, run: RunName, access: FileAccess, now: Int64) throws {
        try HostFile.makeFolder(HostFile.folder(of: path), access: access)
        guard let lock = try FileLock(trying: path, access: access) else {
            throw StoreError.stepping(run, by: StepLockHolder(text: try HostFile.text(path) ?? ""))
        }
        let mark = ProcessMark.current
        try lock.tell("\(mark.process) \(mark.started) \(now)\n")
        self.lock = lock
    }

    /// Returns the process that holds the lock at `path`; `nil` where none does, or it does not say so in words that are known here.
    static func holder(_ path: String) throws -> ProcessMark? {
        guard try isHeld(path), let text = try HostFile.text(path) else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 3, let process = Int32(words[0]), let started = UInt64(words[1]) else {
            return nil
        }
        return ProcessMark(process: process, started: started)
    }

    /// Tells whether a process holds the lock at `path`, without taking it for even a moment.
    static func isHeld(_ path: String) throws -> Bool { try FileLock.isHeld(path) }
}

extension StepLockHolder {
    fileprivate init(text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        self.init(process: words.first.flatMap { Int32($0) }, since: words.last.flatMap { Int64($0) })
    }
}
