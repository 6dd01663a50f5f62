import StudyModel

/// An event that `codex exec --json` prints, one a line.
struct CodexOutput: Decodable {
    private struct Tokens: Decodable {
        var inputTokens: Int?
        var outputTokens: Int?
    }
    private struct Item: Decodable {
        var type: String?
        var text: String?
    }
    private struct Failure: Decodable { var message: String? }

    private var type: String?
    private var message: String?
    private var usage: Tokens?
    private var item: Item?
    private var error: Failure?

    static func read(_ text: String) -> AgentOutput {
        let events: [CodexOutput] = PrintedJSON.lines(of: text)
        var output = AgentOutput()
        for event in events { event.add(to: &output) }
        // An `error` event alone may be a connection that was made again.
        if !events.contains(where: { $0.type == "turn.completed" }) {
            output.failure = output.failure ?? events.last { $0.type == "error" }?.message
        }
        return output
    }

    private func add(to output: inout AgentOutput) {
        switch type {
        case "turn.completed":
            output.usage =
                output.usage
                + Usage(tokensIn: usage?.inputTokens ?? 0, tokensOut: usage?.outputTokens ?? 0)
        case "turn.failed": output.failure = error?.message ?? "its turn failed"
        case "item.completed" where item?.type == "agent_message": output.message = item?.text
        default: break
        }
    }
}
