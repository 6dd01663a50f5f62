import ArgumentParser

/// A command line to paste, and what it does.
struct CommandExample: Hashable {
    let command: String
    /// A sentence without its end.
    let effect: String

    init(_ command: String, _ effect: String) {
        self.command = command
        self.effect = effect
    }
}

/// A command whose help shows how it is called.
protocol ExemplifiedCommand: ParsableCommand {
    static var examples: [CommandExample] { get }
}

extension ExemplifiedCommand {
    /// The command of that name below this one.
    static func subcommand(_ name: String) -> (any ExemplifiedCommand.Type)? {
        let all = configuration.subcommands + configuration.groupedSubcommands.flatMap(\.subcommands)
        return all.first { $0._commandName == name } as? any ExemplifiedCommand.Type
    }

    /// The command that words name, as far as they name one.
    static func command(at words: some Collection<String>) -> any ExemplifiedCommand.Type {
        words.first.flatMap(subcommand)?.command(at: words.dropFirst()) ?? self
    }

    /// What `--help` prints below what the parser has to say.
    static var exampleText: String {
        let lines = examples.flatMap { ["  \($0.command)", "      \($0.effect)"] }
        return (["", "EXAMPLES:"] + lines).joined(separator: "\n")
    }
}
