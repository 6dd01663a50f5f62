import ArgumentParser

/// `hone`: the root of the command line.
package struct Hone: AsyncParsableCommand, ExemplifiedCommand {
    package static let configuration = CommandConfiguration(
        commandName: "hone",
        abstract: "Optimize code, prompts and configurations in your git repository, one commit a step.",
        discussion: """
            Start with `hone demo`, or in your own repository: `hone init`, `hone check`, `hone run`.
            Every step is a commit on a branch, scores and feedback are git notes, and your checkout is never touched.
            """,
        version: Hone.version,
        groupedSubcommands: [
            CommandGroup(
                name: "Optimize",
                subcommands: [
                    InitCommand.self, ScoutCommand.self, CheckCommand.self, RunCommand.self, StopCommand.self,
                    DemoCommand.self,
                ]),
            CommandGroup(name: "Compare choices", subcommands: [SweepCommand.self]),
            CommandGroup(
                name: "Look",
                subcommands: [
                    StatusCommand.self, WatchCommand.self, LogCommand.self, ShowCommand.self,
                    DiffCommand.self,
                    CompareCommand.self, BlameCommand.self, ReviewCommand.self, CheckoutCommand.self,
                    TestCommand.self,
                ]),
            CommandGroup(
                name: "Show others", subcommands: [ReportCommand.self, ServeCommand.self, ExportCommand.self]),
            CommandGroup(
                name: "Go back, go on, take over",
                subcommands: [
                    RevertCommand.self, ForkCommand.self, UndoCommand.self, LandCommand.self,
                    ReduceCommand.self,
                ]),
            CommandGroup(
                name: "From outside", subcommands: [AskCommand.self, TellCommand.self, MCPCommand.self]),
            CommandGroup(
                name: "The repository",
                subcommands: [RunsCommand.self, PushCommand.self, FetchCommand.self, HooksCommand.self]),
            CommandGroup(
                name: "This program",
                subcommands: [HelpCommand.self, InstallCommand.self, CompletionsCommand.self]),
        ])

    static let examples = [
        CommandExample("hone demo", "Optimize a small C program in a repository made for it"),
        CommandExample("hone run", "Run the study of this repository's hone.yaml"),
        CommandExample("hone show sort-3:best", "See the best candidate of a run"),
        CommandExample("hone land sort-3:best", "Take it over into the branch that you are on"),
    ]

    /// The version that `--version` prints and that a run records.
    package static let version = "0.1.0"

    package init() {}
}
