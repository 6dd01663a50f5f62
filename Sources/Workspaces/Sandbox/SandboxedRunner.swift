import Glibc
import Platform

/// Runs processes through bubblewrap, or where there is none with limits alone.
///
/// Either way a supervisor kills all that is left of them when they end, and when hone does.
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
    /// Throws only what kept it from starting, and `CancellationError` when nothing of it is left.
    package func run(_ request: ProcessRequest) async throws -> ProcessResult {
        let request = withoutShell(request)
        let result = try await tree(of: request).run()
        return ProcessResult(
            ending: ending(of: result, request), stdout: result.report.stdout, stderr: result.report.stderr,
            wallSeconds: result.wallSeconds)
    }

    /// Starts the program itself where a shell would do nothing else; one that is not there, or may not be in the sandbox, is the shell's to tell of.
    private func withoutShell(_ request: ProcessRequest) -> ProcessRequest {
        let search = ProgramSearch(directory: request.directory, path: request.environment["PATH"] ?? "")
        guard let simple = SimpleCommand(request.words), let found = try? search.find(simple.words[0]),
            HostFile.isExecutable(found), !isBubblewrap || Toolchain.isSystem(found)
        else { return request }
        var request = request
        request.words = simple.words
        return request
    }

    private func tree(of request: ProcessRequest) throws -> ProcessTree {
        switch sandbox {
        case .bubblewrap(let executable):
            let path = request.environment["PATH"] ?? ""
            _ = try ProgramSearch(directory: request.directory, path: path).find(request.words[0])
            let command = BubblewrapCommand(executable: executable, toolchain: toolchain)
            return ProcessTree(
                words: command.words(for: request), directory: "/", environment: request.environment,
                timeout: request.timeout, input: request.input, outputLimit: request.outputLimit)
        case .plain:
            // As a shell does that changes its folder, and bubblewrap.
            let environment = request.environment.merging(["PWD": request.directory]) { $1 }
            return ProcessTree(
                words: request.words, directory: request.directory, environment: environment,
                timeout: request.timeout, input: request.input, outputLimit: request.outputLimit,
                limits: request.confinement.limits, daemons: request.daemons, onError: request.onError)
        }
    }

    private func ending(of result: ProcessTree.Result, _ request: ProcessRequest) -> ProcessResult.Ending {
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
