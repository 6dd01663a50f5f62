/// A program that a test has run to its end.
package struct TestProcess: Sendable {
    /// What it wrote to standard output.
    package let output: String
    /// What it wrote to standard error.
    package let errors: String
    /// Its exit code, or 128 and more when a signal ended it.
    package let status: Int32

    /// A program that did not do what was expected of it, such as to exit with 0, or to end at all.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    /// Runs a program in exactly the given environment, whose `PATH` finds it, and waits for it.
    package static func run(
        _ arguments: [String], in folder: String, environment: [String: String], input: String? = nil
    ) throws -> TestProcess {
        try StartedProcess(arguments, in: folder, environment: environment, input: input).end()
    }
}
