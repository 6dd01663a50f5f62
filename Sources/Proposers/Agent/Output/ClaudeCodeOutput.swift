import StudyModel

/// The object that `claude -p --output-format json` prints at its end, or the last of a list or of lines.
struct ClaudeCodeOutput: Decodable {
    private struct Tokens: Decodable {
        var inputTokens: Int?
        var cacheCreationInputTokens: Int?
        var cacheReadInputTokens: Int?
        var outputTokens: Int?
    }

    private var type: String?
    private var subtype: String?
    private var isError: Bool?
    private var result: String?
    private var totalCostUsd: Double?
    private var usage: Tokens?

    static func read(_ text: String) -> AgentOutput {
        let whole: ClaudeCodeOutput? = PrintedJSON.document(in: text)
        let list: [ClaudeCodeOutput]? = PrintedJSON.document(in: text)
        let all = whole.map { [$0] } ?? list ?? PrintedJSON.lines(of: text)
        return all.last { $0.type == "result" }?.output ?? AgentOutput()
    }

    private var output: AgentOutput {
        let read = [usage?.inputTokens, usage?.cacheCreationInputTokens, usage?.cacheReadInputTokens]
        let failed = isError == true || subtype?.hasPrefix("error") == true
        return AgentOutput(
            message: result,
            usage: Usage(
                tokensIn: read.compactMap { $0 }.reduce(0, +), tokensOut: usage?.outputTokens ?? 0,
                cost: totalCostUsd ?? 0),
            failure: failed ? result ?? subtype ?? "it reported an error" : nil)
    }
}
