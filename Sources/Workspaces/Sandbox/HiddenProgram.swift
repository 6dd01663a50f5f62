import Platform
import StudyModel

/// A program that a command names, and that the user has from a folder of PATH which no sandbox shows: it would not be there, or another of the same name
/// would run in its place.
package struct HiddenProgram: Hashable, Sendable {
    /// As the command names it.
    package let name: String
    /// Where the user has it, from the top of the checkout.
    package let path: String

    /// The folder of the checkout that it lies in.
    package var root: String { String(path.prefix { $0 != "/" }) }

    /// Finds the first of them in what a study runs.
    ///
    /// - Parameters:
    ///   - path: the user's PATH.
    ///   - folder: what is hidden: the user's checkout.
    /// - Returns: `nil` where all that is named is shown, or is not there for the user either.
    package static func first(
        of settings: EvaluatorSettings, path: String, below folder: String, in sandbox: Sandbox
    ) -> HiddenProgram? {
        guard case .bubblewrap = sandbox else { return nil }
        let commands =
            [settings.setup, settings.build].compactMap { $0?.run } + settings.gates.map(\.command.run)
            + [settings.command.run]
        let search = ProgramSearch(directory: folder, path: path)
        let names = commands.flatMap(\.programs).filter { !$0.contains("/") }
        return names.lazy.compactMap { name in
            guard let found = try? search.find(name), found.hasPrefix(folder + "/"),
                !(settings.sandbox.read + settings.sandbox.write).contains(where: { found.hasPrefix($0) })
            else { return nil }
            return HiddenProgram(name: name, path: String(found.dropFirst(folder.count + 1)))
        }.first
    }
}

extension CommandLine {
    /// The words that stand where a program's name does: of a list the first, of a shell's text those at the beginning of each of its commands, as far as
    /// that can be seen without being a shell.
    var programs: [String] {
        switch self {
        case .direct(let words): Array(words.prefix(1))
        case .shell(let text):
            text.split { "\n;|&()`".contains($0) }.compactMap { command in
                let words = command.split(separator: " ").drop { word in
                    word.contains("=") || Self.before.contains(String(word))
                }
                return words.first.map(String.init).flatMap { Self.builtins.contains($0) ? nil : $0 }
            }
        }
    }

    /// What a shell does itself, whatever PATH has.
    private static let builtins: Set<String> = [
        ".", ":", "[", "cd", "echo", "eval", "exit", "export", "false", "fi", "done", "esac", "printf", "pwd",
        "read",
        "return", "set", "shift", "test", "trap", "true", "type", "ulimit", "umask", "unset", "wait", "}",
    ]

    /// What stands before a program's name.
    private static let before: Set<String> = [
        "!", "{", "if", "then", "else", "elif", "while", "until", "do", "exec", "env", "time", "nice",
        "command",
    ]
}
