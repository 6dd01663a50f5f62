import Git
import Text
import Workspaces

/// The user's own `git`, run in their checkout with their environment: their hooks, signing and settings apply.
package struct UserGit: Sendable {
    private let context: GitContext
    /// Another folder of the repository's than the checkout.
    private let folder: String?

    /// Makes one for the checkout of a context, or for another folder of its repository's.
    package init(_ context: GitContext, in folder: String? = nil) {
        self.context = context
        self.folder = folder
    }

    /// The same in another folder, such as a linked worktree.
    package func inFolder(_ folder: String) -> UserGit { UserGit(context, in: folder) }

    /// What comes before a command that is to run no hook.
    package static let withoutHooks = ["-c", "core.hooksPath=/dev/null"]

    /// Where the repository's own files are, with a slash at its end.
    package var commonDirectory: String { context.commonDirectory }

    /// Runs git and returns its standard output; throws `.gitCommand` with its own words when it fails.
    @discardableResult
    package func run(_ arguments: [String]) async throws -> String {
        try await context.command(arguments, in: folder).run()
    }
}

extension GitInvocation {
    /// Runs git and returns its standard output; throws `.gitCommand` with its own words when it fails.
    @discardableResult
    package func run() async throws -> String {
        let result = try await SandboxedRunner(.plain(.turnedOff)).run(
            ProcessRequest(
                words: words, directory: directory, environment: environment, timeout: .seconds(600),
                daemons: .spared))
        guard case .exited(0) = result.ending else {
            let output = [result.stdout.text, result.stderr.text].filter { !$0.isEmpty }.joined(
                separator: "\n")
            throw Problem.repository(.gitCommand(words: words, output: output.trimmingEnd))
        }
        return result.stdout.text
    }
}
