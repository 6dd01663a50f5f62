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
