import Glibc
import Subprocess

/// Runs processes through bubblewrap, or where there is none as a plain process group.
///
/// Either way the processes die with hone: bubblewrap ends its process namespace with its parent; a plain leader is sent a
/// kill by the kernel, and a watchdog that waits for the end of a pipe kills the rest of its group.
package struct SandboxedRunner: Sendable {
    package let sandbox: Sandbox
    private let toolchain: Toolchain

    /// Makes a runner whose sandbox never shows what lies below `hidden`: the user's checkout and git directories.
    package init(_ sandbox: Sandbox, hidden: [String] = []) {
        self.sandbox = sandbox
        toolchain = Toolchain(hidden: hidden)
    }

    /// Runs a process and all it starts to their end, and returns how it ended.
    ///
    /// Throws only what kept it from starting, and `CancellationError` after the whole process group is gone.
    package func run(_ request: ProcessRequest) async throws -> ProcessResult {
        let path = request.environment["PATH"] ?? ""
        _ = try toolchain.executable(request.words[0], directory: request.directory, path: path)
        let result =
            switch sandbox {
            case .bubblewrap(let executable):
                try await group(
                    BubblewrapCommand(executable: executable, toolchain: toolchain).words(for: request), "/",
                    request
                ).run()
            case .plain: try await runPlainly(request)
            }
        return ProcessResult(
            ending: ending(of: result, request), stdout: result.report.stdout, stderr: result.report.stderr,
            wallSeconds: result.wallSeconds)
    }

    private func runPlainly(_ request: ProcessRequest) async throws -> ProcessGroup.Result {
        // What left the group by a session of its own goes with it, however the call ends.
        defer { StrayProcesses(of: request)?.kill() }
        let watchdog = try Watchdog()
        let words = request.confinement.limitedWords(request.words)
        let leader = group(Watchdog.killedWithParent(words), request.directory, request)
        return try await watchdog.guarding { armed in try await leader.run(started: armed) }
    }

    private func group(_ words: [String], _ directory: String, _ request: ProcessRequest) -> ProcessGroup {
        ProcessGroup(
            words: words, directory: directory, environment: request.environment, timeout: request.timeout,
            input: request.input, outputLimit: request.outputLimit)
    }

    private func ending(of result: ProcessGroup.Result, _ request: ProcessRequest) -> ProcessResult.Ending {
        if result.report.timedOut { return .timedOut }
        let plain: ProcessResult.Ending =
            switch result.status {
            case .signaled(let signal): .signaled(signal)
            // bubblewrap ends with 128 and the signal that ended what it ran.
            case .exited(let code) where code > 128 && code <= 128 + 64 && isBubblewrap: .signaled(code - 128)
            case .exited(let code): .exited(code)
            }
        guard request.confinement.memory != nil, Self.isMemoryRefused(plain, result.report.stderr) else {
            return plain
        }
        return .outOfMemory
    }

    private var isBubblewrap: Bool {
        if case .bubblewrap = sandbox { true } else { false }
    }

    /// Tells whether a program failed as programs do when memory is refused: killed, or with the usual words.
    private static func isMemoryRefused(_ ending: ProcessResult.Ending, _ stderr: CapturedOutput) -> Bool {
        if ending == .exited(0) { return false }
        if ending == .signaled(SIGKILL) || ending == .exited(128 + SIGKILL) { return true }
        let words = stderr.text.lowercased()
        return [
            "bad_alloc", "cannot allocate memory", "memoryerror", "out of memory", "memory exhausted",
            "outofmemoryerror", "failed to allocate memory",
        ].contains { words.contains($0) }
    }
}
