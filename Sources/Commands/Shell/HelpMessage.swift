import ArgumentParser

/// What `--help` prints: the parser's account of a command, and how it is called.
struct HelpMessage {
    private let parsed: String
    private let command: any ExemplifiedCommand.Type

    /// - Parameters:
    ///   - words: the command line, from the first command on; what follows the commands is passed over.
    ///   - parsed: what the parser has to say, where it said so already.
    init(of words: some Collection<String>, parsed: String? = nil) {
        command = Hone.command(at: words)
        self.parsed = parsed ?? Hone.helpMessage(for: command)
    }

    /// Whether a message of the parser's is help, and not a version or a script.
    static func isHelp(_ message: String) -> Bool { message.hasPrefix("OVERVIEW: ") }

    var text: String {
        let topics = command == Hone.self ? Self.topics : ""
        return parsed + "\n" + command.exampleText + "\n" + topics
    }

    /// What there is help on that is no command.
    private static var topics: String {
        let pages: [ManualPage]
        do { pages = try Manual.whole().topics } catch { return "" }
        let names = pages.map { $0.topics[0] }
        let column = (names.map(\.count).max() ?? 0) + 2
        let lines = zip(names, pages).map { name, page in
            "  " + name + String(repeating: " ", count: column - name.count) + page.summary
        }
        return (["", "TOPICS of `hone help`:"] + lines).joined(separator: "\n") + "\n"
    }
}
