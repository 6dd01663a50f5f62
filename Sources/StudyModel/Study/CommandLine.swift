/// A command as the study names it: a string for `sh -c`, or a list that is started directly.
package enum CommandLine: Hashable, Sendable, CustomStringConvertible {
    case shell(String)
    case direct([String])

    /// The words to start: the executable and its arguments.
    package var words: [String] {
        switch self {
        case .shell(let text): ["/bin/sh", "-c", text]
        case .direct(let words): words
        }
    }

    /// Everything in it that may be the name of a file, in order: the words of a list, and what stands between spaces and the signs of a shell in any text.
    package var mentions: [String] {
        let words =
            switch self {
            case .shell(let text): [text]
            case .direct(let words): words
            }
        return words.flatMap { word in
            let parts = word.split { $0.isWhitespace || "\"'`;|&()<>=".contains($0) }.map(String.init)
            if case .shell = self { return parts }
            return parts == [word] ? parts : [word] + parts
        }
    }

    package var description: String {
        switch self {
        case .shell(let text): text
        case .direct(let words): words.joined(separator: " ")
        }
    }
}

/// A command with its time limit.
package struct TimedCommand: Hashable, Sendable {
    package var run: CommandLine
    package var timeout: Duration

    package init(run: CommandLine, timeout: Duration) {
        self.run = run
        self.timeout = timeout
    }
}
