import StudyModel

/// The object that `claude -p --output-format json` prints at its end, or the last of a list or of lines.
struct ClaudeCodeOutput: Decodable {
    private struct Tokens: Decodable {
        var input_tokens: Int?
        var cache_creation_input_tokens: Int?
        var cache_read_input_tokens: Int?
        var output_tokens: Int?
    }

    private var type: String?
    private var subtype: String?
    private var is_error: Bool?
    private var result: String?
    private var total_cost_usd: Double?
    private var usage: Tokens?

    static func read(_ text: String) -> AgentOutput {
        let whole: ClaudeCodeOutput? = PrintedJSON.document(in: text)
        let list: [ClaudeCodeOutput]? = PrintedJSON.document(in: text)
        let all = whole.map { [$0] } ?? list ?? PrintedJSON.lines(of: text)
        return all.last { $0.type == "result" }?.output ?? AgentOutput()
    }

    private var output: AgentOutput {
        let read = [usage?.input_tokens, usage?.cache_creation_input_tokens, usage?.cache_read_input_tokens]
        let failed = is_error == true || subtype?.hasPrefix("error") == true
        return AgentOutput(
            message: result,
            usage: Usage(
                tokensIn: read.compactMap { $0 }.reduce(0, +), tokensOut: usage?.output_tokens ?? 0,
                cost: total_cost_usd ?? 0),
            failure: failed ? result ?? subtype ?? "it reported an error" : nil)
    }
}
