import Glibc
import StudyModel

/// The lock that lets one process of a clone step a run; the kernel holds it, so it ends with its process.
struct StepLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock of `run` at `path`; throws `StoreError.stepping` where another process has it.
    init(_ path: String, run: RunName, now: Int64) throws {
        descriptor = try Self.take(path, run: run, owner: "\(getpid()) \(now)\n")
    }

    private static func take(_ path: String, run: RunName, owner: String) throws -> Int32 {
        try LocalFile.makeFolder(above: path)
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw LocalFile.failure(path) }
        var wanted = KernelLock.exclusive
        if fcntl(descriptor, KernelLock.take, &wanted) == 0 {
            try LocalFile.write(owner, to: descriptor, path: path)
            return descriptor
        }
        let isHeld = errno == EAGAIN || errno == EACCES
        let failure = LocalFile.failure(path)
        let holder = isHeld ? try? LocalFile.read(descriptor, path: path) : nil
        close(descriptor)
        throw isHeld ? StoreError.stepping(run, by: StepLockHolder(text: holder ?? "")) : failure
    }

    deinit {
        // A child that another thread is just starting has the descriptor too, until it becomes another program: closing would not do.
        var free = KernelLock.of(F_UNLCK)
        _ = fcntl(descriptor, KernelLock.take, &free)
        close(descriptor)
    }

    /// Tells whether a process holds the lock at `path`, without taking it for even a moment.
    static func isHeld(_ path: String) throws -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return false }
            throw LocalFile.failure(path)
        }
        defer { close(descriptor) }
        var found = KernelLock.exclusive
        guard fcntl(descriptor, KernelLock.ask, &found) == 0 else { throw LocalFile.failure(path) }
        return found.l_type != Int16(F_UNLCK)
    }
}

/// Locks that belong to an open file, fcntl(2): they go with its last descriptor, and can be asked about.
private enum KernelLock {
    // F_OFD_GETLK and F_OFD_SETLK of Linux, which Glibc's module leaves out.
    static let ask: Int32 = 36
    static let take: Int32 = 37

    static var exclusive: flock { of(F_WRLCK) }

    static func of(_ type: Int32) -> flock {
        var lock = flock()
        lock.l_type = Int16(type)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }
}

extension StepLockHolder {
    fileprivate init(text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        self.init(process: words.first.flatMap { Int32($0) }, since: words.last.flatMap { Int64($0) })
    }
}
