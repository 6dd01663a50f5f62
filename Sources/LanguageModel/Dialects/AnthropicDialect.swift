import StudyModel
import Text

/// Anthropic's `/v1/messages`.
///
/// A schema goes as the input of a tool that the model has to use: its arguments are the reply.
struct AnthropicDialect: ChatDialect {
    let path = "messages"
    /// The version of the API that this was written for.
    static let version = "2023-06-01"
    private static let tool = "reply"

    func headers(key: APIKey?) -> [String: String]? {
        var headers = ["anthropic-version": Self.version]
        guard let key else { return headers }
        guard let value = key.headerValue(prefix: "") else { return nil }
        headers["x-api-key"] = value
        return headers
    }

    func body(
        _ request: ChatRequest, model: String, without concessions: Set<Concession>
    ) -> [String: JSONValue] {
        let turns = request.messages.filter { $0.role != .system }
        var body: [String: JSONValue] = [
            "model": .string(model), "max_tokens": .number(Double(request.maxTokens)),
            "stream": .bool(!concessions.contains(.stream)),
            "messages": .array(
                turns.map { .object(["role": .string($0.role.rawValue), "content": .string($0.text)]) }),
        ]
        let system = request.messages.filter { $0.role == .system }.map(\.text).joined(separator: "\n\n")
        if !system.isEmpty { body["system"] = .string(system) }
        if let temperature = request.temperature { body["temperature"] = .number(temperature) }
        if let schema = request.schema, !concessions.contains(.schema) {
            let name = JSONValue.string(Self.tool)
            let says = JSONValue.string("Gives the reply.")
            body["tools"] = .array([.object(["name": name, "description": says, "input_schema": schema])])
            body["tool_choice"] = .object(["type": .string("tool"), "name": name])
        }
        return body
    }

    func read(_ document: JSONValue) -> ReadReply {
        var reply = ReadReply(
            tokensIn: tokensIn(document["usage"]),
            tokensOut: document["usage"]?["output_tokens"]?.tokenCount)
        guard let blocks = document["content"]?.elements else {
            reply.missing = "content"
            return reply
        }
        reply.finish = finish(document["stop_reason"]?.string)
        let arguments = blocks.first { $0["type"]?.string == "tool_use" }?["input"]
        let texts = blocks.filter { $0["type"]?.string == "text" }.compactMap { $0["text"]?.string }
        reply.text = arguments?.text ?? texts.joined()
        if arguments == nil, texts.isEmpty, reply.finish == .complete { reply.missing = "content[0].text" }
        return reply
    }

    func document(of pieces: [JSONValue]) -> JSONValue {
        if let error = pieces.first(where: { Complaint.error(in: $0) != nil }) { return error }
        let starts = pieces.filter { $0["type"]?.string == "content_block_start" }
        let deltas = pieces.filter { $0["type"]?.string == "content_block_delta" }
        let blocks = starts.compactMap { start -> JSONValue? in
            guard var block = start["content_block"]?.fields else { return nil }
            let own = deltas.filter { $0["index"] == start["index"] }.compactMap { $0["delta"] }
            if let text = own.joined({ $0["text"]?.string }) {
                block["text"] = .string((block["text"]?.string ?? "") + text)
            }
            if let input = own.joined({ $0["partial_json"]?.string }) {
                block["input"] = JSONReader.read(input) ?? .string(input)
            }
            return .object(block)
        }
        let message = pieces.last { $0["message"] }
        let first = message?["usage"]?.fields ?? [:]
        let usage = first.merging(pieces.last { $0["usage"] }?.fields ?? [:]) { $1 == .null ? $0 : $1 }
        return .object([
            "content": starts.isEmpty && message == nil ? .null : .array(blocks), "usage": .object(usage),
            "stop_reason": pieces.last { $0["delta"]?["stop_reason"] } ?? .null,
        ])
    }

    /// All that was read, whether from the endpoint's cache or not.
    private func tokensIn(_ usage: JSONValue?) -> Int? {
        guard let fresh = usage?["input_tokens"]?.tokenCount else { return nil }
        return fresh + (usage?["cache_creation_input_tokens"]?.tokenCount ?? 0)
            + (usage?["cache_read_input_tokens"]?.tokenCount ?? 0)
    }

    private func finish(_ reason: String?) -> ChatReply.Finish {
        switch reason {
        case "max_tokens", "model_context_window_exceeded": .cut
        case "refusal": .refused
        default: .complete
        }
    }
}
