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

    /// Runs `git push` or `git fetch`, which takes as long as the network does; on a terminal with git's own progress.
    ///
    /// - Parameter arguments: what follows that word.
    package func transfer(_ word: String, _ arguments: [String]) async throws {
        var onError: (@Sendable ([UInt8]) -> Void)?
        if TransferProgress.isShown {
            let progress = TransferProgress()
            onError = { progress.take($0) }
        }
        let words = [word, onError == nil ? "--quiet" : "--progress"] + arguments
        try await context.command(words, in: folder)
            .run(within: ProcessRequest.unlimited, onError: onError)
    }
}

extension GitInvocation {
    /// Runs git and returns its standard output; throws `.gitCommand` with its own words when it fails.
    ///
    /// - Parameter onError: hears of standard error as it comes.
    @discardableResult
    package func run(
        within timeout: Duration = .seconds(600), onError: (@Sendable ([UInt8]) -> Void)? = nil
    ) async throws -> String {
        var request = ProcessRequest(
            words: words, directory: directory, environment: environment, timeout: timeout, daemons: .spared)
        request.onError = onError
        let result = try await SandboxedRunner(.plain(.turnedOff)).run(request)
        guard case .exited(0) = result.ending else {
            let output = [result.stdout.text, result.stderr.text].filter { !$0.isEmpty }.joined(
                separator: "\n")
            throw Problem.repository(.gitCommand(words: words, output: output.trimmingEnd))
        }
        return result.stdout.text
    }
}
