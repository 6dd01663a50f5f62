import LanguageModel
import StudyModel
import Text

/// What was said at one step, word for word, and what it cost.
struct ChatLog: Sendable {
    private(set) var usage = Usage.none
    private var calls: ModelCalls?
    private var attachments: [Attachment] = []

    /// Notes messages just before they are sent.
    mutating func sent(_ messages: [ChatMessage], schema: JSONValue?, turn: Int) {
        var parts = messages.map { "<!-- \($0.role.rawValue) -->\n\n\($0.text)\n" }
        if turn == 1, let schema { parts.append("<!-- schema -->\n\n\(schema.text)\n") }
        let name = turn == 1 ? "prompt.md" : "repair-prompt\(Self.suffix(turn)).md"
        attachments.append(Attachment(path: name, text: parts.joined(separator: "\n")))
    }

    mutating func received(_ reply: ChatReply, turn: Int) {
        let name = turn == 1 ? "reply.md" : "repair\(Self.suffix(turn)).md"
        attachments.append(Attachment(path: name, text: reply.text))
        add(reply.usage, reply.calls)
    }

    mutating func failed(_ failure: ModelFailure) {
        add(failure.usage, ModelCalls(model: failure.model, count: failure.attempts, seconds: 0))
    }

    /// Returns the proposal that the conversation came to.
    func proposal(of draft: EditDraft?, problem: String, ends: StopReason? = nil) -> Proposal {
        let changes = draft?.changes ?? []
        return Proposal(
            changes: changes, summary: draft?.summary ?? Self.names(changes),
            rationale: draft?.rationale ?? "", usage: usage, calls: calls, attachments: attachments,
            failure: changes.isEmpty ? Failure(.step, problem) : nil, ends: ends)
    }

    private mutating func add(_ usage: Usage, _ calls: ModelCalls) {
        self.usage = self.usage + usage
        self.calls = self.calls.map { $0 + calls } ?? calls
    }

    /// Of the second repair turn on, its number.
    private static func suffix(_ turn: Int) -> String { turn > 2 ? "-\(turn - 1)" : "" }

    private static func names(_ changes: [FileChange]) -> String {
        guard let first = changes.first else { return "no change" }
        let rest = changes.count > 1 ? " and \(changes.count - 1) more" : ""
        return "edit \(first.path.clipped(to: 55))\(rest)"
    }
}
