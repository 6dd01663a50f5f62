/// A text for a shell that is a program's name and its arguments and nothing else, so that no shell is needed to start it.
struct SimpleCommand: Hashable {
    let words: [String]

    /// Reads the words of `sh -c TEXT`; `nil` of any other command, and where the shell has more to do than to part the text at its spaces.
    init?(_ words: [String]) {
        guard words.count == 3, words[0] == "/bin/sh" || words[0] == "sh", words[1] == "-c" else {
            return nil
        }
        // Spaces and line ends before and after it mean nothing; a line's end within it ends a command.
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x0A }
        let text = words[2].utf8.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        guard text.allSatisfy(Self.plain.contains) else { return nil }
        let parts = text.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        guard let name = parts.first, !name.contains("="), !name.hasPrefix("-"),
            !Self.shellWords.contains(name)
        else { return nil }
        self.words = parts
    }

    /// What stands for itself in every shell.
    private static let plain = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:,@%+=- ".utf8)

    /// What shells do themselves, or read as a part of their language.
    private static let shellWords: Set<String> = Set(
        """
        . : alias bg bind break builtin caller case cd chdir command compgen complete compopt continue coproc declare dirs disown
        do done echo elif else enable esac eval exec exit export false fc fg fi for function getopts hash help history if in jobs
        kill let local logout mapfile popd printf pushd pwd read readarray readonly return select set shift shopt source suspend
        test then time times trap true type typeset ulimit umask unalias unset until wait while
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
