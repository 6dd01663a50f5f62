import LanguageModel
import StudyModel
import TestSupport
import Testing
import Text

struct ReplyTests {
    @Test func `an OpenAI-compatible endpoint is asked as it documents`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.openAI("Hi", usage: (100, 20))))
        let reply = try await endpoint.ask()
        #expect(reply.text == "Hi" && reply.finish == .complete)
        let request = try #require(endpoint.server.requests.first)
        #expect(request.method == "POST" && request.path == "/v1/chat/completions")
        #expect(request.headers["authorization"] == "Bearer " + Endpoint.marker)
        #expect(request.headers["content-type"] == "application/json")
        let body = try #require(endpoint.bodies.first)
        #expect(body["model"] == .string("tiny") && body["max_tokens"] == .number(64))
        #expect(body["temperature"] == .number(0.5) && body["seed"] == .number(7))
        #expect(body["messages"]?.elements?.last?["content"] == .string("Hello \"you\""))
    }

    @Test func `Anthropic's endpoint is asked as it documents`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.anthropic("Hi", usage: (100, 20))))
        endpoint.api = .anthropic
        let reply = try await endpoint.ask()
        #expect(reply.text == "Hi" && reply.finish == .complete)
        #expect(reply.usage == Usage(tokensIn: 100, tokensOut: 20, cost: 0.0004))
        let request = try #require(endpoint.server.requests.first)
        #expect(request.path == "/v1/messages")
        #expect(request.headers["x-api-key"] == Endpoint.marker)
        #expect(
            request.headers["anthropic-version"] == "2023-06-01" && request.headers["authorization"] == nil)
        let body = try #require(endpoint.bodies.first)
        #expect(body["system"] == .string("Be short.") && body["max_tokens"] == .number(64))
        #expect(body["messages"]?.elements?.count == 1)
    }

    @Test func `tokens are counted and cost what the price says`() async throws {
        let reply = try await Endpoint(try ScriptedEndpoint(.openAI("Hi", usage: (1_000_000, 100_000)))).ask()
        #expect(reply.usage == Usage(tokensIn: 1_000_000, tokensOut: 100_000, cost: 3))
        #expect(reply.calls.model == "tiny" && reply.calls.count == 1 && !reply.calls.isEstimated)
        #expect(reply.calls.seconds > 0)
    }

    @Test func `tokens that no endpoint counted are estimated and marked so`() async throws {
        let reply = try await Endpoint(try ScriptedEndpoint(.openAI("12345678", usage: nil))).ask()
        #expect(reply.calls.isEstimated)
        #expect(reply.usage.tokensOut == 2 && reply.usage.tokensIn == ChatRequest.hello.estimatedTokensIn)
    }

    @Test(arguments: ["-5", "1.5", "9e18", "1e400", "null", "\"7\"", "{}"])
    func `a count that is none is estimated`(count: String) async throws {
        let usage = #"{"prompt_tokens":\#(count),"completion_tokens":\#(count)}"#
        let body = #"{"choices":[{"message":{"content":"12345678"}}],"usage":\#(usage)}"#
        let reply = try await Endpoint(try ScriptedEndpoint(.json(body))).ask()
        #expect(reply.calls.isEstimated && reply.usage.tokensOut == 2)
    }

    @Test(arguments: [("length", ChatReply.Finish.cut), ("content_filter", .filtered), ("stop", .complete)])
    func `why a reply ends is told`(reason: String, finish: ChatReply.Finish) async throws {
        let reply = try await Endpoint(try ScriptedEndpoint(.openAI("{\"a\":", finish: reason))).ask()
        #expect(reply.finish == finish && reply.text == "{\"a\":")
    }

    @Test(arguments: [
        ("max_tokens", ChatReply.Finish.cut), ("refusal", .refused), ("end_turn", .complete),
    ])
    func `why a reply of Anthropic's ends is told`(reason: String, finish: ChatReply.Finish) async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.anthropic("So", finish: reason)))
        endpoint.api = .anthropic
        #expect(try await endpoint.ask().finish == finish)
    }

    @Test func `a reply in pieces is put together`() async throws {
        let stream = [
            ": keep-alive", "", #"data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#,
            "",
            #"data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}"#, "",
            #"data: {"choices":[{"index":0,"delta":{"content":"lo\n"},"finish_reason":null}]}"#, "",
            #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}"#, "",
            #"data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}"#, "", "data: [DONE]",
            "",
        ]
        for end in ["\n", "\r\n"] {
            let endpoint = Endpoint(try ScriptedEndpoint(.json(stream.joined(separator: end))))
            let reply = try await endpoint.ask()
            #expect(reply.text == "Hello\n" && reply.finish == .cut)
            #expect(reply.usage.tokensIn == 7 && reply.usage.tokensOut == 2)
            #expect(endpoint.bodies.first?["stream"] == .bool(true))
        }
    }

    @Test func `a reply of Anthropic's in pieces is put together`() async throws {
        let stream = [
            "event: message_start",
            #"data: {"type":"message_start","message":{"content":[],"usage":{"input_tokens":9,"output_tokens":1}}}"#,
            "",
            #"data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}"#,
            "",
            #"data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm"}}"#,
            "",
            #"data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#, "",
            "event: ping", #"data: {"type":"ping"}"#, "",
            #"data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hel"}}"#, "",
            #"data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"lo"}}"#, "",
            #"data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":5}}"#,
            "",
            #"data: {"type":"message_stop"}"#, "",
        ].joined(separator: "\n")
        var endpoint = Endpoint(try ScriptedEndpoint(.json(stream)))
        endpoint.api = .anthropic
        let reply = try await endpoint.ask()
        #expect(reply.text == "Hello" && reply.finish == .complete)
        #expect(reply.usage.tokensIn == 9 && reply.usage.tokensOut == 5)
    }

    @Test(arguments: [
        #""content":null,"reasoning_content":"Let me see""#, #""content":"","reasoning":"Let me see""#,
    ])
    func `reasoning without an answer is told as that`(message: String) async throws {
        for finish in ["length", "stop"] {
            let body = #"{"choices":[{"message":{\#(message)},"finish_reason":"\#(finish)"}]}"#
            #expect(try await Endpoint(try ScriptedEndpoint(.json(body))).ask().finish == .unanswered)
        }
    }

    @Test(arguments: [
        ("Unsupported value: 'temperature' does not support 0.5 with this model.", "temperature"),
        ("Only stream=false is supported: stream_options is not allowed", "stream_options"),
    ])
    func `a field that is not taken is left out, and a choice of the study's is told`(
        words: String, field: String
    )
        async throws
    {
        let endpoint = Endpoint(
            try ScriptedEndpoint { request, _ in
                JSONReader.read(request.text)?[field] == nil ? .openAI("Hi") : .error(400, words)
            })
        let reply = try await endpoint.ask()
        #expect(reply.text == "Hi" && reply.calls.without == (field == "temperature" ? [field] : []))
    }

    @Test(arguments: [(400, "System role not supported"), (500, "template: System role not supported")])
    func `a model without a system's role is told by the user`(status: Int, words: String) async throws {
        let endpoint = Endpoint(
            try ScriptedEndpoint { request, _ in
                request.text.contains(#""role":"system""#) ? .error(status, words) : .openAI("Hi")
            })
        #expect(try await endpoint.ask().calls.count == 2)
        let message = endpoint.bodies.last?["messages"]?.elements?.first
        #expect(message?["content"]?.string == "Be short.\n\nHello \"you\"")
    }

    @Test func `a refusal is a reply`() async throws {
        let reply = try await Endpoint(try ScriptedEndpoint(.openAIRefusal("I can't help"))).ask()
        #expect(reply.finish == .refused && reply.text == "I can't help" && reply.usage.tokens == 99)
    }

    @Test func `bytes that are no text are repaired`() async throws {
        #expect(try await Endpoint(try ScriptedEndpoint(.invalidUTF8)).ask().text == "caf\u{FFFD}(\u{FFFD}")
    }

    @Test func `a text in parts is joined`() async throws {
        let parts = #"[{"type":"text","text":"one "},{"type":"text","text":"two"}]"#
        let reply = ScriptedAnswer.json(
            #"{"choices":[{"message":{"content":\#(parts)},"finish_reason":"stop"}]}"#)
        #expect(try await Endpoint(try ScriptedEndpoint(reply)).ask().text == "one two")
    }

    @Test(arguments: [
        ("", "/v1/chat/completions"), ("/", "/v1/chat/completions"), ("/v1", "/v1/chat/completions"),
        ("/v1/", "/v1/chat/completions"), ("/api/v4", "/api/v4/chat/completions"),
        ("/v1beta/openai/", "/v1beta/openai/chat/completions"),
        ("/v1/chat/completions", "/v1/chat/completions"),
    ])
    func `a base URL may have its version or not`(suffix: String, path: String) async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.openAI("Hi")))
        endpoint.settings.url += suffix
        _ = try await endpoint.ask()
        #expect(endpoint.server.requests.first?.path == path)
    }

    @Test func `headers and fields of the settings are sent along`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.openAI("Hi")))
        endpoint.settings.headers = ["X-Title": "hone"]
        endpoint.settings.extra = ["cache_prompt": .bool(false)]
        endpoint.key = nil
        _ = try await endpoint.ask()
        #expect(endpoint.server.requests.first?.headers["x-title"] == "hone")
        #expect(endpoint.server.requests.first?.headers["authorization"] == nil)
        #expect(endpoint.bodies.first?["cache_prompt"] == .bool(false))
    }

    @Test func `a prompt of two megabytes arrives whole`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.openAI("Hi")))
        let text = String(repeating: "abcdefgh", count: 250_000)
        _ = try await endpoint.ask(ChatRequest(messages: [ChatMessage(.user, text)], maxTokens: 5))
        #expect(endpoint.bodies.first?["messages"]?.elements?.first?["content"]?.string == text)
    }
}
