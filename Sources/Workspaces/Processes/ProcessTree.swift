import Dispatch
import Glibc
import Platform

/// A program and all that it starts, in a session of its own, run to the end of every one of them.
struct ProcessTree: Sendable {
    let words: [String]
    let directory: String
    let environment: [String: String]
    let timeout: Duration
    var input: [UInt8]?
    var outputLimit = CapturedOutput.usualLimit
    var limits = ProcessLimits()
    var daemons = Daemons.ended
    var onError: (@Sendable ([UInt8]) -> Void)?

    struct Result: Sendable {
        let status: ExitStatus
        let report: TreeMonitor.Report
        let wallSeconds: Double
    }

    /// Runs it; on cancellation all of it is killed and gone before `CancellationError` is thrown.
    ///
    /// Throws `WorkspaceError.executableNotFound` where there is no such program.
    func run() async throws -> Result {
        let program = try program
        // One that never began is started again: by then the root that somebody killed is gone, and another is made, which somebody may kill too.
        for _ in 1...5 {
            if let result = try await run(program) { return result }
        }
        throw WorkspaceError.cannotStart(command: words[0], reason: "its supervisor was killed")
    }

    /// Returns `nil` where it never began.
    private func run(_ program: String) async throws -> Result? {
        try Task.checkCancellation()
        var output = try Pipe()
        var error = try Pipe()
        let stdin = try InputFile(input)
        let start = ContinuousClock.now
        let command = try SupervisedCommand(
            program: program, words: words, directory: directory, environment: environment,
            streams: (stdin.descriptor, output.writing, error.writing), limits: limits, daemons: daemons)
        output.closeWriting()
        error.closeWriting()
        let (channel, stdout, stderr) = (command.channel, output.reading, error.reading)
        let report = await watch(channel, stdout: stdout, stderr: stderr)
        try Task.checkCancellation()
        guard let status = try command.status(of: words[0]) else { return nil }
        return Result(
            status: status, report: report, wallSeconds: (ContinuousClock.now - start) / .seconds(1))
    }

    /// A name is looked up; a path is found by the system, from the directory.
    private var program: String {
        get throws {
            guard !words[0].contains("/") else { return words[0] }
            return try ProgramSearch(directory: directory, path: environment["PATH"] ?? "").find(words[0])
        }
    }

    private func watch(_ channel: Int32, stdout: Int32, stderr: Int32) async -> TreeMonitor.Report {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "process").async {
                    var monitor = TreeMonitor(
                        channel: channel, stdout: stdout, stderr: stderr, timeout: timeout,
                        outputLimit: outputLimit, onError: onError)
                    continuation.resume(returning: monitor.watch())
                }
            }
        } onCancel: {
            SupervisedCommand.kill(channel)
        }
    }
}

/// What a process reads from its standard input: a file without a name, so that nobody has to feed a pipe.
private struct InputFile: ~Copyable {
    private let file: OpenFile
    var descriptor: Int32 { file.descriptor }

    init(_ bytes: [UInt8]?) throws(FileError) {
        guard let bytes else {
            file = try OpenFile("/dev/null", O_RDONLY)
            return
        }
        let file = try OpenFile.unnamed()
        try file.write(bytes)
        try file.rewind()
        self.file = file
    }
}
