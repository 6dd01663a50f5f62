import StudyModel
import Text

/// `/v1/chat/completions`, as OpenAI has it and many others.
struct OpenAIDialect: ChatDialect {
    let path = "chat/completions"

    func headers(key: APIKey?) -> [String: String]? {
        guard let key else { return [:] }
        return key.headerValue(prefix: "Bearer ").map { ["Authorization": $0] }
    }

    func body(
        _ request: ChatRequest, model: String, without concessions: Set<Concession>
    ) -> [String: JSONValue] {
        let limit = concessions.contains(.maxTokens) ? "max_completion_tokens" : "max_tokens"
        var body: [String: JSONValue] = [
            "model": .string(model), limit: .number(Double(request.maxTokens)), "stream": .bool(false),
            "messages": .array(
                request.messages.map {
                    .object(["role": .string($0.role.rawValue), "content": .string($0.text)])
                }),
        ]
        if let temperature = request.temperature { body["temperature"] = .number(temperature) }
        if let seed = request.seed, !concessions.contains(.seed) {
            // Endpoints keep a seed in 32 bits, some of them with a sign.
            body["seed"] = .number(Double(seed & 0x7FFF_FFFF))
        }
        if let schema = request.schema, !concessions.contains(.schema) {
            body["response_format"] = .object([
                "type": .string("json_schema"),
                "json_schema": .object(["name": .string("reply"), "strict": .bool(true), "schema": schema]),
            ])
        }
        return body
    }

    func read(_ document: JSONValue) -> ReadReply {
        let usage = document["usage"]
        var reply = ReadReply(
            tokensIn: usage?["prompt_tokens"]?.tokenCount, tokensOut: usage?["completion_tokens"]?.tokenCount,
            cost: usage?["cost"]?.number)
        guard let choice = document["choices"]?.elements?.first else {
            reply.missing = "choices"
            return reply
        }
        reply.finish = finish(choice["finish_reason"]?.string)
        let message = choice["message"]
        if let refusal = message?["refusal"]?.string, !refusal.isEmpty {
            reply.text = refusal
            reply.finish = .refused
        } else if let text = text(message?["content"]) {
            reply.text = text
        } else if reply.finish == .complete {
            reply.missing = "choices[0].message.content"
        }
        return reply
    }

    private func finish(_ reason: String?) -> ChatReply.Finish {
        switch reason {
        case "length": .cut
        case "content_filter": .filtered
        default: .complete
        }
    }

    /// A text, or the texts of several parts.
    private func text(_ content: JSONValue?) -> String? {
        if let text = content?.string { return text }
        let parts = content?.elements?.compactMap { $0["text"]?.string } ?? []
        return parts.isEmpty ? nil : parts.joined()
    }
}
