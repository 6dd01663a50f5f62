import Workspaces

/// The user's own `git`, run in their checkout with their environment: their hooks, signing and settings apply.
package struct UserGit: Sendable {
    /// The user's environment variables.
    package let environment: [String: String]
    private let directory: String

    package init(environment: [String: String], directory: String) {
        self.environment = environment
        self.directory = directory
    }

    /// The same in another folder.
    package func inFolder(_ folder: String) -> UserGit {
        UserGit(environment: environment, directory: folder)
    }

    /// Runs git and returns its standard output; throws `.gitCommand` with its own words when it fails.
    @discardableResult
    package func run(_ arguments: [String]) async throws -> String {
        let words = ["git"] + arguments
        let result = try await SandboxedRunner(.plain(.turnedOff)).run(
            ProcessRequest(
                words: words, directory: directory, environment: environment, timeout: .seconds(600)))
        guard case .exited(0) = result.ending else {
            let output = [result.stdout.text, result.stderr.text].filter { !$0.isEmpty }.joined(
                separator: "\n")
            throw Problem.repository(.gitCommand(words: words, output: output.trimmingEnd))
        }
        return result.stdout.text
    }
}

extension String {
    /// The text without white space at its end.
    fileprivate var trimmingEnd: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
