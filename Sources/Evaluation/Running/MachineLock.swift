import FoundationEssentials
import Glibc

/// A lock that one process on this machine holds at a time, kept by the kernel: it goes with its holder, however that ended.
package struct MachineLock: Sendable {
    /// How long is waited between two tries.
    static let pause = Duration.milliseconds(20)

    private let folder: String
    private var path: String { folder + "/measuring.lock" }
    private let clock: any Clock<Duration>

    /// Names the lock by a file in a folder that all users of the lock share; it is made where it is not there.
    package init(folder: String, clock: any Clock<Duration> = ContinuousClock()) {
        self.folder = folder
        self.clock = clock
    }

    /// Waits for the lock, holds it during `body`, and gives it back.
    ///
    /// Throws `EvaluationError.file` where the file cannot be opened, and `CancellationError` when cancelled while waiting.
    package func holding<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try makeFolder()
        // Close-on-exec: what `body` starts must not keep the lock after us.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw EvaluationError.file(operation: "open", path: path, code: errno) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw EvaluationError.file(operation: "lock", path: path, code: errno)
            }
            try await clock.sleep(for: Self.pause)
        }
        return try await body()
    }

    private func makeFolder() throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch let error as CocoaError {
            let code = (error.underlying as? POSIXError)?.code.rawValue ?? EIO
            throw EvaluationError.file(operation: "make", path: folder, code: code)
        }
    }
}
