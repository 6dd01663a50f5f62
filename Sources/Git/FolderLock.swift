import Glibc

/// The kernel's lock on a file of the common git directory's `hone` folder; it goes with the process at the latest.
package struct FolderLock: ~Copyable, Sendable {
    private let descriptor: Int32

    /// Waits for the lock.
    init(waitingFor path: String) throws(GitError) {
        let descriptor = try Self.open(path)
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Self.failure(path, closing: descriptor) }
        }
        self.descriptor = descriptor
    }

    /// Takes the lock, or returns nil if another process or task has it.
    init?(trying path: String) throws(GitError) {
        let descriptor = try Self.open(path)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw Self.failure(path, closing: descriptor) }
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    /// Takes the lock, trying as often as `retry` says; `.locked` where another process or task keeps it.
    package static func take(_ path: String, _ retry: LockRetry) async throws(GitError) -> FolderLock {
        for delay in retry.delays {
            if let lock = try FolderLock(trying: path) { return lock }
            await retry.pause(delay)
        }
        guard let lock = try FolderLock(trying: path) else {
            throw GitError("lock a file", .locked(file: path), "another process keeps it")
        }
        return lock
    }

    deinit {
        // A child that is just being started has the descriptor too, so closing alone may not give the lock back.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func open(_ path: String) throws(GitError) -> Int32 {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw GitError(systemCall: "open a lock", path: path) }
        return descriptor
    }

    private static func failure(_ path: String, closing descriptor: Int32) -> GitError {
        let error = GitError(systemCall: "lock a file", path: path)
        close(descriptor)
        return error
    }
}
