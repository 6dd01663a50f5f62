import ArgumentParser

struct RunsCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List, rename and delete runs, and keep remarks with them.",
        subcommands: [
            RunsListCommand.self, RunsRenameCommand.self, RunsDeleteCommand.self, RunsTrashCommand.self,
            RunsNoteCommand.self,
        ])

    static let examples = [
        CommandExample("hone runs list", "What runs there are, a line each"),
        CommandExample("hone runs rename sort-3 sort-small", "Give a run another name"),
        CommandExample("hone runs trash", "What can be brought back"),
    ]
}
