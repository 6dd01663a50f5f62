import Glibc

/// A lock that the kernel holds for this process and releases when the process is gone.
///
/// Close-on-exec, so no child keeps it. Released at the end of its life.
final class SlotLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Returns the lock of a file, or `nil` where another holder has it; makes the file where there is none.
    static func attempt(_ path: String) throws -> SlotLock? {
        let lock = SlotLock(descriptor: try opened(path))
        if flock(lock.descriptor, LOCK_EX | LOCK_NB) == 0 { return lock }
        guard errno == EWOULDBLOCK else { throw HostFile.failure("lock", path) }
        return nil
    }

    private static func opened(_ path: String) throws -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw HostFile.failure("open the lock", path) }
        return descriptor
    }

    deinit {
        // A child that is just being started has the descriptor too, so closing alone may not give the lock back.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
