import ArgumentParser

struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Rename and delete runs.",
        subcommands: [RunsRenameCommand.self, RunsDeleteCommand.self, RunsTrashCommand.self])
}
