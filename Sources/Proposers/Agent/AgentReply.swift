import StudyModel

/// A commit that an agent made in its slot.
struct AgentCommit: Hashable, Sendable {
    let id: String
    let subject: String
    let body: String

    /// Reads the output of `git log -1 --format=%H%n%s%n%b`; `nil` where it is none.
    init?(log: String) {
        let lines = log.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count > 1, lines[0].utf8.count == 40 else { return nil }
        id = String(lines[0])
        subject = String(lines[1])
        body = lines.count > 2 ? String(lines[2].reversed().drop { $0.isWhitespace }.reversed()) : ""
    }
}

/// What an agent printed, read for a summary.
struct AgentReply: Hashable, Sendable {
    private let text: String

    init(_ text: String) { self.text = text }

    /// Returns a commit's subject line: that of the agent's own commit, else its last line, else the names of what changed.
    func summary(commit: AgentCommit?, changes: [FileChange]) -> String {
        let lastLine = text.split(whereSeparator: \.isNewline).last { $0.contains { !$0.isWhitespace } }
        let offered = [commit?.subject, lastLine.map(String.init)].compactMap { $0 }.map(Self.trimmed)
        return offered.first(where: Self.isSubject) ?? Self.names(changes)
    }

    /// Short, readable, and not the JSON or the rule that some programs end with.
    private static func isSubject(_ line: String) -> Bool {
        let isPrintable = line.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
        let first = line.unicodeScalars.first
        return isPrintable && line.count <= 72 && line.contains(where: \.isLetter)
            && !["{", "[", "<", "`"].contains(first)
    }

    private static func trimmed(_ line: String) -> String {
        String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func names(_ changes: [FileChange]) -> String {
        let rest = changes.count > 1 ? " and \(changes.count - 1) more" : ""
        return "edit \((changes.first?.path ?? "").clipped(to: 55))\(rest)"
    }
}
