import StudyModel

/// The object that `gemini --output-format json` prints.
struct GeminiOutput: Decodable {
    private struct Tokens: Decodable {
        var prompt: Int?
        var candidates: Int?
        var thoughts: Int?
    }
    private struct Model: Decodable { var tokens: Tokens? }
    private struct Stats: Decodable { var models: [String: Model]? }
    private struct Failure: Decodable {
        var type: String?
        var message: String?
        var code: Code?
    }
    /// A number, or a word such as RESOURCE_EXHAUSTED.
    private struct Code: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do {
                text = "\(try container.decode(Int.self))"
            } catch {
                text = try container.decode(String.self)
            }
        }
    }

    private var response: String?
    private var stats: Stats?
    private var error: Failure?

    /// Returns `nil` where the text has no such object.
    static func read(_ text: String) -> AgentOutput? {
        let found: GeminiOutput? = PrintedJSON.document(in: text)
        guard let found, found.response != nil || found.error != nil else { return nil }
        let tokens = (found.stats?.models ?? [:]).values.compactMap(\.tokens)
        let usage = tokens.reduce(Usage.none) { sum, each in
            sum
                + Usage(
                    tokensIn: each.prompt ?? 0, tokensOut: (each.candidates ?? 0) + (each.thoughts ?? 0))
        }
        let failure = found.error.map { error in
            [error.code?.text, error.message ?? error.type ?? "it reported an error"].compactMap { $0 }
                .joined(separator: " ")
        }
        return AgentOutput(message: found.response, usage: usage, failure: failure)
    }
}
