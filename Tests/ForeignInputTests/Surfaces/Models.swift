import StudyModel
import Text

@testable import LanguageModel

/// What model endpoints answer, in bodies and in headers.
let modelSurfaces: [Surface] = [
    Surface(
        "endpoint answers",
        seeds: [
            #"{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":3,"cost":0.01}}"#,
            #"{"content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","usage":{"input_tokens":10,"cache_read_input_tokens":2,"output_tokens":3}}"#,
            #"{"error":{"message":"maximum context length is 4096 tokens, you asked for 5000","type":"invalid_request_error","code":"context_length_exceeded"}}"#,
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":7}}\n\ndata: [DONE]\n",
            "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
            #"{"choices":[{"finish_reason":"error","error":{"code":502,"message":"m"}}]}"#,
            #"{"detail":[{"loc":["body"],"msg":"field required"}]}"#,
        ]
    ) { text in
        for api in [ModelSettings.API.openai, .anthropic] {
            let settings = ModelSettings(
                name: "m", api: api, url: "http://127.0.0.1:1",
                price: ModelPrice(input: 1e300, output: 1e300))
            let call = try Call(ChatRequest(messages: [], maxTokens: 10), of: settings, key: APIKey("secret"))
            for status in [200, 400, 429, 503] {
                let answer = HTTPAnswer(
                    status: status, headers: ["retry-after": text], body: Array(text.utf8))
                guard case .success(let reply) = call.read(answer) else { continue }
                let usage = call.reply(reply, count: 1, time: .zero, without: []).usage
                guard (usage + usage).tokens >= 0 else {
                    preconditionFailure("a count that is none: \(usage)")
                }
            }
        }
    },
    Surface(
        "Retry-After", seeds: ["30", "1.5", "Sun, 06 Nov 1994 08:49:37 GMT", "Wed, 31 Dec 2036 23:59:60 GMT"]
    ) { text in
        for now in [Int64(-1), 0, 1_767_000_000, 253_402_300_800] {
            let delay = RetryAfter.delay(text, now: now)
            guard delay.map({ $0 >= .zero }) ?? true else { preconditionFailure("a pause that is none") }
        }
    },
]
