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
            "model": .string(model), limit: .number(Double(request.maxTokens)),
            // In pieces, so that nobody on the way takes a long reply for a connection that is dead.
            "stream": .bool(!concessions.contains(.stream)),
            "messages": .array(
                request.messages.map {
                    .object(["role": .string($0.role.rawValue), "content": .string($0.text)])
                }),
        ]
        if concessions.isDisjoint(with: [.stream, .streamOptions]) {
            body["stream_options"] = .object(["include_usage": .bool(true)])
        }
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
        } else if let text = text(message?["content"]), !text.isEmpty || !isReasoned(message) {
            reply.text = text
        } else if isReasoned(message) {
            reply.finish = .unanswered
        } else if reply.finish == .complete {
            reply.missing = "choices[0].message.content"
        }
        return reply
    }

    func document(of pieces: [JSONValue]) -> JSONValue {
        let choices = pieces.compactMap { $0["choices"]?.elements?.first { ($0["index"]?.number ?? 0) == 0 } }
        // Some end a stream with the whole message.
        let messages = choices.compactMap { $0["delta"] ?? $0["message"] }
        guard !choices.isEmpty else {
            return pieces.first { Complaint.error(in: $0) != nil } ?? pieces.last ?? .null
        }
        var message: [String: JSONValue] = [:]
        for name in ["content", "refusal", "reasoning", "reasoning_content"] {
            message[name] = messages.joined { text($0[name]) }.map(JSONValue.string)
        }
        var choice: [String: JSONValue] = ["message": .object(message)]
        choice["finish_reason"] = choices.last { $0["finish_reason"] }
        choice["error"] = choices.last { $0["error"] }
        var document: [String: JSONValue] = ["choices": .array([.object(choice)])]
        document["usage"] = pieces.last { $0["usage"] }
        document["error"] = pieces.last { $0["error"] }
        return .object(document)
    }

    /// Whether the model reasoned, where its server tells that apart.
    private func isReasoned(_ message: JSONValue?) -> Bool {
        [message?["reasoning"], message?["reasoning_content"]].contains { $0?.string?.isEmpty == false }
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
