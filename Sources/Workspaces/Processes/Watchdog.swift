import Glibc
import Subprocess

/// Kills a process group when hone is gone, however hone ended.
///
/// It is a shell that waits at a pipe whose other end only hone holds. It reads the group's ID, then a farewell; the end of
/// the pipe without a farewell means that hone was killed.
struct Watchdog: ~Copyable {
    static let script = "read -r g || exit 0; read -r _ || kill -s KILL -- \"-$g\""
    /// Both ends stay open here, so that saying something to a watchdog that is gone is no error.
    private let pipe: Pipe

    init() throws { pipe = try Pipe() }

    /// The words that start a leader which the kernel kills when hone is gone.
    static func killedWithParent(_ words: [String]) -> [String] {
        let setpriv = "/usr/bin/setpriv"
        return access(setpriv, X_OK) == 0 ? [setpriv, "--pdeathsig", "KILL", "--"] + words : words
    }

    /// Runs `body` with the watchdog beside it; `body` is given what tells the watchdog which group to guard.
    func guarding<Value: Sendable>(
        _ body: @Sendable @escaping (@escaping @Sendable (pid_t) -> Void) async throws -> Value
    ) async throws -> Value {
        let (input, channel) = (pipe.reading, pipe.writing)
        return try await withThrowingTaskGroup(of: Value?.self) { tasks in
            tasks.addTask {
                try await Self.wait(at: input)
                return nil
            }
            tasks.addTask {
                // Twice, since a group that never started was never named.
                defer { Self.say("bye\nbye\n", on: channel) }
                return try await body { Self.say("\($0)\n", on: channel) }
            }
            var value: Value?
            while let finished = try await tasks.next() { value = finished ?? value }
            guard let value else { throw CancellationError() }
            return value
        }
    }

    private static func wait(at input: Int32) async throws {
        var options = PlatformOptions()
        options.createSession = true
        _ = try await Subprocess.run(
            .path("/bin/sh"), arguments: ["-c", script], environment: .custom([:]), platformOptions: options,
            input: .fileDescriptor(.init(rawValue: input), closeAfterSpawningProcess: false),
            output: .discarded, error: .discarded)
    }

    private static func say(_ text: String, on channel: Int32) {
        let bytes = Array(text.utf8)
        _ = write(channel, bytes, bytes.count)
    }
}
