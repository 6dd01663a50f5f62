import Git

extension GitCommand {
    /// Returns the output; throws `WorkspaceError.gitFailed` unless git exits with 0.
    @discardableResult
    func run(_ arguments: [String], input: [UInt8]? = nil) async throws -> [UInt8] {
        let invocation = invocation(arguments)
        let result = try await ProcessTree(
            words: invocation.words, directory: invocation.directory, environment: invocation.environment,
            timeout: .seconds(3600), input: input, outputLimit: Int(Int32.max)
        ).run()
        guard result.status == .exited(0) else {
            let words = result.report.stderr.text
            throw WorkspaceError.gitFailed(
                arguments: arguments, message: words.isEmpty ? "git \(result.status)" : words)
        }
        return result.report.stdout.bytes
    }
}
