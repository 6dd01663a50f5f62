import Foundation
import TestSupport

/// A program, `hone` as a rule, that has been started and not yet waited for.
final class RunningHone {
    private let process = Process()
    private let files: TemporaryDirectory

    /// Starts `hone`, or another program by its full path.
    init(
        _ arguments: [String], program: String = HoneBinary.path, in path: String,
        environment: [String: String], folder: String
    ) throws {
        files = try TemporaryDirectory()
        try files.write("", to: "out")
        try files.write("", to: "err")
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: path)
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: files.path + "/out")
        process.standardError = FileHandle(forWritingAtPath: files.path + "/err")
        try process.run()
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits until it has written a text to standard error; throws when it ends without having done so.
    func waitForError(_ text: String) throws { try wait(for: text, in: "err") }

    /// Waits until it has written a text to standard output; throws when it ends without having done so.
    func waitForOutput(_ text: String) throws { try wait(for: text, in: "out") }

    private func wait(for text: String, in file: String) throws {
        let watch = inotify_init1(Int32(IN_CLOEXEC))
        defer { close(watch) }
        inotify_add_watch(watch, files.path + "/" + file, UInt32(IN_MODIFY))
        var request = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
        while try !files.read(file).contains(text) {
            guard process.isRunning else {
                throw TestProcess.Failure(description: "it never wrote '\(text)'")
            }
            _ = poll(&request, 1, 1000)
            var events = [UInt8](repeating: 0, count: 4096)
            if request.revents != 0 { _ = Foundation.read(watch, &events, events.count) }
        }
    }

    /// Waits for its end and returns what it wrote.
    func end() throws -> TestProcess {
        process.waitUntilExit()
        let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
        return TestProcess(
            output: try files.read("out"), errors: try files.read("err"),
            status: process.terminationStatus + signal)
    }
}
