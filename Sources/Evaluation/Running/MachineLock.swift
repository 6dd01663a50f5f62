import Platform

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
    /// Throws `FileError` where the file cannot be opened, and `CancellationError` when cancelled while waiting.
    package func holding<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try HostFile.makeFolder(folder, access: .umask)
        while true {
            if let lock = try FileLock(trying: path, access: .umask) {
                let value = try await body()
                _ = consume lock
                return value
            }
            try await clock.sleep(for: Self.pause)
        }
    }
}
