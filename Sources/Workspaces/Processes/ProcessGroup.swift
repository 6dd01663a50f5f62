import Dispatch
import Glibc
import Platform
import Subprocess

/// A process in a session and a process group of its own, run to the end of the whole group.
struct ProcessGroup: Sendable {
    let words: [String]
    let directory: String
    let environment: [String: String]
    let timeout: Duration
    var input: [UInt8]?
    var outputLimit = CapturedOutput.usualLimit

    struct Result: Sendable {
        let status: TerminationStatus
        let report: GroupMonitor.Report
        let wallSeconds: Double
    }

    /// Runs it; on cancellation the group is killed and gone before `CancellationError` is thrown.
    ///
    /// `started` is told the group's ID as soon as there is one.
    func run(started: @Sendable (pid_t) -> Void = { _ in }) async throws -> Result {
        var output = try Pipe()
        var error = try Pipe()
        let stdin = try InputFile(input ?? [])
        let (outputEnd, errorEnd) = (output.takeWriting(), error.takeWriting())
        let (outputStart, errorStart) = (output.reading, error.reading)
        let start = ContinuousClock.now
        let result = try await translatingErrors {
            try await Subprocess.run(
                configuration,
                input: .fileDescriptor(.init(rawValue: stdin.descriptor), closeAfterSpawningProcess: false),
                output: .fileDescriptor(.init(rawValue: outputEnd), closeAfterSpawningProcess: true),
                error: .fileDescriptor(.init(rawValue: errorEnd), closeAfterSpawningProcess: true)
            ) { execution in
                started(execution.processIdentifier.value)
                return try await watch(
                    execution.processIdentifier, stdout: outputStart, stderr: errorStart)
            }
        }
        try Task.checkCancellation()
        return Result(
            status: result.terminationStatus, report: result.closureResult,
            wallSeconds: (ContinuousClock.now - start) / .seconds(1))
    }

    private var configuration: Configuration {
        var options = PlatformOptions()
        options.createSession = true
        return Configuration(
            executable: words[0].contains("/") ? .path(.init(words[0])) : .name(words[0]),
            arguments: Arguments(Array(words.dropFirst())),
            environment: .custom(
                Dictionary(environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }) { $1 }),
            workingDirectory: .init(directory), platformOptions: options)
    }

    private func watch(
        _ process: ProcessIdentifier, stdout: Int32, stderr: Int32
    ) async throws -> GroupMonitor.Report {
        let wake = try Pipe()
        let (waker, woken) = (wake.writing, wake.reading)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "process").async {
                    var monitor = GroupMonitor(
                        leader: process.value, leaderDescriptor: process.processDescriptor, stdout: stdout,
                        stderr: stderr, wake: woken, timeout: timeout, outputLimit: outputLimit)
                    continuation.resume(returning: monitor.watch())
                }
            }
        } onCancel: {
            var byte: UInt8 = 1
            _ = write(waker, &byte, 1)
        }
    }

    private func translatingErrors<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            if error.code == .executableNotFound { throw WorkspaceError.executableNotFound(words[0]) }
            throw WorkspaceError.cannotStart(command: words[0], reason: "\(error)")
        }
    }
}

/// What a process reads from its standard input, as a file without a name: nobody has to feed a pipe.
private struct InputFile: ~Copyable {
    private let file: OpenFile
    var descriptor: Int32 { file.descriptor }

    init(_ bytes: [UInt8]) throws(FileError) {
        let file = try OpenFile.unnamed()
        try file.write(bytes)
        try file.rewind()
        self.file = file
    }
}
