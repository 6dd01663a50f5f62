import ArgumentParser

struct HooksCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "hooks", abstract: "Put hone's git hooks beside your own, or take them away.",
        discussion: """
            pre-commit: on a hone branch, a commit that changes what the run may not change is refused.
            post-rewrite: scores and feedback follow amended and rebased commits.
            pre-push: says when a hone branch goes out without its notes and its journal.
            """,
        subcommands: [
            HooksInstallCommand.self, HooksUninstallCommand.self, HooksStatusCommand.self,
            HooksCheckCommitCommand.self,
        ])

    static let examples = [
        CommandExample("hone hooks install", "Put the three hooks beside yours"),
        CommandExample("hone hooks status", "What is where"),
    ]
}
