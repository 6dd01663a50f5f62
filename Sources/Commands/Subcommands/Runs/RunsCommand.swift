import ArgumentParser

struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Rename and delete runs, and keep remarks with them.",
        subcommands: [
            RunsRenameCommand.self, RunsDeleteCommand.self, RunsTrashCommand.self, RunsNoteCommand.self,
        ])
}
