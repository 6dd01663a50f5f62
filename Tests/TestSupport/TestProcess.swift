import Foundation

/// A program that a test has run to its end.
package struct TestProcess: Sendable {
    /// What it wrote to standard output.
    package let output: String
    /// What it wrote to standard error.
    package let errors: String
    /// Its exit code, or 128 and more when a signal ended it.
    package let status: Int32

    /// A program that was expected to exit with 0 and did not.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    package init(output: String, errors: String, status: Int32) {
        self.output = output
        self.errors = errors
        self.status = status
    }

    /// Runs a program found by `PATH` in exactly the given environment, and waits for it.
    package static func run(
        _ arguments: [String], in folder: String, environment: [String: String], input: String? = nil
    ) throws -> TestProcess {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = environment
        // Files rather than pipes: whatever the amount, nothing waits for a reader.
        let files = try TemporaryDirectory()
        try files.write(input ?? "", to: "in")
        try files.write("", to: "out")
        try files.write("", to: "err")
        process.standardInput = FileHandle(forReadingAtPath: files.path + "/in")
        process.standardOutput = FileHandle(forWritingAtPath: files.path + "/out")
        process.standardError = FileHandle(forWritingAtPath: files.path + "/err")
        try process.run()
        process.waitUntilExit()
        let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
        return TestProcess(
            output: try files.text("out"), errors: try files.text("err"),
            status: process.terminationStatus + signal)
    }
}

extension TemporaryDirectory {
    fileprivate func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path + "/" + name)), as: UTF8.self)
    }
}
