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

    /// Where a process writes.
    enum Stream: String {
        case output = "out"
        case errors = "err"
    }

    /// Waits until it has written a text to standard error; throws when it ends without having done so.
    func waitForError(_ text: String) throws { try wait(for: text, in: .errors) }

    /// Waits until it has written a text to standard output; throws when it ends without having done so.
    func waitForOutput(_ text: String) throws { try wait(for: text, in: .output) }

    /// Waits until it has written a text, and returns all that it has written there; throws when it ends before.
    @discardableResult
    func wait(for text: String, in stream: Stream) throws -> String {
        let watch = inotify_init1(Int32(IN_CLOEXEC))
        defer { close(watch) }
        inotify_add_watch(watch, files.path + "/" + stream.rawValue, UInt32(IN_MODIFY))
        var request = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
        while true {
            let written = try files.read(stream.rawValue)
            if written.contains(text) { return written }
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
