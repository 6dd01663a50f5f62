import ArgumentParser
import Text

/// A word in the place of a command that is none.
struct UnknownCommand {
    private let word: String
    /// The commands that lead to it: `hone`, or `hone runs`.
    private let parent: String
    private let nearest: String?

    /// Returns `nil` where the words name a command.
    init?(_ words: [String], in root: CommandConfiguration) {
        var (configuration, parent) = (root, root.commandName ?? "hone")
        for word in words {
            let known =
                configuration.subcommands + configuration.groupedSubcommands.flatMap { $0.subcommands }
            guard !known.isEmpty, !word.hasPrefix("-") else { return nil }
            guard let next = known.first(where: { $0._commandName == word }) else {
                self.word = word
                self.parent = parent
                nearest = NearestName.of(word, among: known.map { $0._commandName })
                return
            }
            configuration = next.configuration
            parent += " " + word
        }
        return nil
    }

    var what: String { "'\(word)' is no command of \(parent)" }

    var hint: String {
        nearest.map { "Did you mean `\(parent) \($0)`?" } ?? "See `\(parent) --help`"
    }
}
