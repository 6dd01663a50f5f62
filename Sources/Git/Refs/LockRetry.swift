import Platform

/// How long to keep trying for a ref that another process has locked.
package struct LockRetry: Sendable {
    let delays: [Duration]
    let pause: @Sendable (Duration) async -> Void

    /// Waits `delays` in turn by `pause`, then gives up.
    package init(delays: [Duration], pause: @escaping @Sendable (Duration) async -> Void) {
        self.delays = delays
        self.pause = pause
    }

    /// Waits 5 ms, then twice as long each time, each up to half as long again by chance: about a second in all.
    ///
    /// A cancelled task stops waiting and tries its remaining attempts at once.
    package static func standard(
        clock: some Clock<Duration> = .continuous,
        using generator: inout some RandomNumberGenerator
    ) -> LockRetry {
        let delays = (0..<8).map { attempt in
            Duration.milliseconds(5 << attempt) * Double.random(in: 1...1.5, using: &generator)
        }
        return LockRetry(delays: delays) { delay in try? await clock.sleep(for: delay) }
    }

    /// The same with the system's clock and generator.
    package static func standard() -> LockRetry {
        var generator = SystemRandomNumberGenerator()
        return standard(using: &generator)
    }
}

extension FileLock {
    /// Takes the lock of a file, trying as often as `retry` says; `.locked` where another holder keeps it.
    package static func take(_ path: String, _ access: FileAccess, _ retry: LockRetry) async throws(GitError)
        -> FileLock
    {
        for delay in retry.delays {
            if let lock = try attempt(path, access) { return lock }
            await retry.pause(delay)
        }
        guard let lock = try attempt(path, access) else {
            throw GitError("lock a file", .locked(file: path), "another process keeps it")
        }
        return lock
    }

    private static func attempt(_ path: String, _ access: FileAccess) throws(GitError) -> FileLock? {
        try SmallFile.of { () throws(FileError) in try FileLock(trying: path, access: access) }
    }
}
