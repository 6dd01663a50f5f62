/// What a scripted endpoint does with one request.
package enum ScriptedAnswer: Sendable {
    /// A whole answer.
    case answer(status: Int, headers: [String: String] = [:], body: [UInt8])
    /// Headers and the beginning of a body, then silence until the client hangs up.
    case stalled(beginning: String)
    /// An answer whose length is declared, and the connection closed when so many bytes of its body are out.
    case cut(body: [UInt8], after: Int)
    /// A body of so many bytes, sent without being held in memory, as far as the client takes it.
    case flood(bytes: Int)
    /// The connection closed without a word.
    case hangUp
}

extension ScriptedAnswer {
    /// An answer with a text of JSON.
    package static func json(_ body: String, status: Int = 200, headers: [String: String] = [:])
        -> ScriptedAnswer
    {
        let headers = headers.merging(["Content-Type": "application/json"]) { first, _ in first }
        return .answer(status: status, headers: headers, body: Array(body.utf8))
    }

    /// A reply of an OpenAI-compatible endpoint; `usage` is tokens read and written, `nil` for an endpoint that counts none.
    package static func openAI(
        _ text: String, usage: (Int, Int)? = (100, 20), finish: String = "stop"
    ) -> ScriptedAnswer {
        let counts = usage.map {
            #","usage":{"prompt_tokens":\#($0.0),"completion_tokens":\#($0.1),"total_tokens":\#($0.0 + $0.1)}"#
        }
        return .json(
            #"{"id":"1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":\#(quoted(text))},"finish_reason":"\#(finish)"}]\#(counts ?? "")}"#
        )
    }

    /// A model that declines, in OpenAI's words.
    package static func openAIRefusal(_ text: String) -> ScriptedAnswer {
        .json(
            #"{"choices":[{"index":0,"message":{"role":"assistant","content":null,"refusal":\#(quoted(text))},"finish_reason":"stop"}],"usage":{"prompt_tokens":90,"completion_tokens":9}}"#
        )
    }

    /// A reply of Anthropic's messages API.
    package static func anthropic(
        _ text: String, usage: (Int, Int)? = (100, 20), finish: String = "end_turn"
    ) -> ScriptedAnswer {
        let counts = usage.map { #","usage":{"input_tokens":\#($0.0),"output_tokens":\#($0.1)}"# }
        return .json(
            #"{"type":"message","role":"assistant","content":[{"type":"text","text":\#(quoted(text))}],"stop_reason":"\#(finish)"\#(counts ?? "")}"#
        )
    }

    /// A reply of Anthropic's messages API that uses the tool it was given; `input` is JSON.
    package static func anthropicTool(input: String) -> ScriptedAnswer {
        .json(
            #"{"type":"message","role":"assistant","content":[{"type":"tool_use","id":"t","name":"reply","input":\#(input)}],"stop_reason":"tool_use","usage":{"input_tokens":100,"output_tokens":20}}"#
        )
    }

    /// 429; `retryAfter` is the header's value.
    package static func rateLimited(retryAfter: String? = nil) -> ScriptedAnswer {
        .json(
            #"{"error":{"message":"Slow down","type":"rate_limit_exceeded"}}"#, status: 429,
            headers: retryAfter.map { ["Retry-After": $0] } ?? [:])
    }

    /// An error in OpenAI's shape.
    package static func error(_ status: Int, _ message: String) -> ScriptedAnswer {
        .json(#"{"error":{"message":\#(quoted(message)),"type":"error"}}"#, status: status)
    }

    /// A reply whose text has bytes that are no UTF-8.
    package static var invalidUTF8: ScriptedAnswer {
        let parts = [
            Array(#"{"choices":[{"message":{"content":"caf"#.utf8), [0xC3, 0x28, 0xFF],
            Array(#""},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":3}}"#.utf8),
        ]
        return .answer(status: 200, headers: [:], body: parts.flatMap { $0 })
    }

    /// The text as a JSON string.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 32:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
