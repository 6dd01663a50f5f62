import Foundation
import TestSupport

/// The services that real coding agents ask, on loopback: Anthropic's messages, and OpenAI's responses and chat completions, as streams where that is asked for.
///
/// It plays a model that calls the agent's own tools: first a command that changes `numbers.txt`, then what its manner says, then
/// a last word.
struct AgentService: Sendable {
    enum Manner: Sendable {
        /// Changes the file.
        case edit
        /// The same, and commits it.
        case commit
        /// Changes the evaluator.
        case trespass
        case unauthorized
        case rateLimited
        /// Takes a request and says nothing.
        case silent
    }

    let manner: Manner
    /// Of the fruit that the next edit changes.
    private static let edit = "sed -i 's/apples 40/apples 5/' numbers.txt"

    func endpoint() throws -> ScriptedEndpoint { try ScriptedEndpoint { request, _ in answer(request) } }

    private func answer(_ request: RecordedRequest) -> ScriptedAnswer {
        guard request.method == "POST" else {
            return request.path.contains("models")
                ? .json(#"{"object":"list","data":[{"id":"stub-1","object":"model"}],"models":[]}"#)
                : .answer(status: request.method == "HEAD" ? 200 : 404, body: [])
        }
        let body = (try? JSONSerialization.jsonObject(with: Data(request.body))) as? [String: Any] ?? [:]
        if request.path.contains("count_tokens") { return .json(#"{"input_tokens":100}"#) }
        switch manner {
        case .unauthorized:
            return .json(
                #"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key","code":"invalid_api_key"}}"#,
                status: 401)
        case .rateLimited:
            return .json(
                #"{"type":"error","error":{"type":"rate_limit_error","message":"Rate limit reached for stub-1. Please try again in 20s.","code":"rate_limit_exceeded"}}"#,
                status: 429, headers: ["retry-after": "2"])
        case .silent: return .stalled(beginning: "")
        case .edit, .commit, .trespass: break
        }
        if request.path.contains("/messages") { return messages(body) }
        if request.path.contains("/responses") { return responses(body) }
        if request.path.contains("/chat/completions") { return completions(body) }
        return .answer(status: 404, body: [])
    }

    /// The command for the model's next call, after so many that were made; `nil` where it is done.
    private func command(after calls: Int) -> String? {
        switch (calls, manner) {
        case (0, .trespass): "echo '# mine' >> judge/sum.sh"
        case (0, _): Self.edit
        case (1, .commit):
            "git add -A && git commit -q -m 'Fewer apples' -m 'They were too many.'; echo x > notes.txt"
        default: nil
        }
    }

    private static let lastWord = "Took some apples away."

    // MARK: - Anthropic

    private func messages(_ body: [String: Any]) -> ScriptedAnswer {
        let tools = (body["tools"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
        let said = (body["messages"] as? [[String: Any]] ?? []).flatMap {
            $0["content"] as? [[String: Any]] ?? []
        }
        let calls = said.count { $0["type"] as? String == "tool_result" }
        var block: [String: Any] = ["type": "text", "text": Self.lastWord]
        if tools.contains("Bash"), let command = command(after: calls) {
            block = [
                "type": "tool_use", "id": "toolu_\(calls)", "name": "Bash",
                "input": ["command": command, "description": "work"],
            ]
        }
        let isCall = block["type"] as? String == "tool_use"
        var message: [String: Any] = [
            "id": "msg_\(calls)", "type": "message", "role": "assistant", "model": body["model"] ?? "",
            "content": [block], "stop_reason": isCall ? "tool_use" : "end_turn", "stop_sequence": NSNull(),
            "usage": ["input_tokens": 1_000, "cache_read_input_tokens": 500, "output_tokens": 50],
        ]
        guard body["stream"] as? Bool == true else { return Self.json(message) }
        let (reason, usage) = (message["stop_reason"] ?? "", message["usage"] ?? "")
        message["content"] = [Any]()
        message["stop_reason"] = NSNull()
        var begin = block
        let delta: [String: Any]
        if isCall {
            begin["input"] = [String: Any]()
            delta = ["type": "input_json_delta", "partial_json": Self.text(block["input"] ?? "")]
        } else {
            begin["text"] = ""
            delta = ["type": "text_delta", "text": Self.lastWord]
        }
        return Self.stream([
            ["type": "message_start", "message": message],
            ["type": "content_block_start", "index": 0, "content_block": begin],
            ["type": "content_block_delta", "index": 0, "delta": delta],
            ["type": "content_block_stop", "index": 0],
            [
                "type": "message_delta", "delta": ["stop_reason": reason, "stop_sequence": NSNull()],
                "usage": usage,
            ],
            ["type": "message_stop"],
        ])
    }

    // MARK: - OpenAI

    private func responses(_ body: [String: Any]) -> ScriptedAnswer {
        let input = body["input"] as? [[String: Any]] ?? []
        let calls = input.count { ($0["type"] as? String ?? "").hasSuffix("_call_output") }
        let tools = (body["tools"] as? [[String: Any]] ?? []).compactMap {
            $0["name"] as? String ?? $0["type"] as? String
        }
        var item: [String: Any] = [
            "type": "message", "id": "msg_\(calls)", "role": "assistant", "status": "completed",
            "content": [["type": "output_text", "text": Self.lastWord, "annotations": [Any]()]],
        ]
        if let command = command(after: calls), let call = Self.call(command, of: tools) {
            item = call.merging(["call_id": "call_\(calls)", "id": "fc_\(calls)", "status": "completed"]) {
                $1
            }
        }
        let begun: [String: Any] = [
            "id": "resp_\(calls)", "object": "response", "created_at": 1, "model": body["model"] ?? "",
            "status": "in_progress", "output": [Any](),
        ]
        let usage: [String: Any] = [
            "input_tokens": 1_500, "input_tokens_details": ["cached_tokens": 500], "output_tokens": 50,
            "output_tokens_details": ["reasoning_tokens": 10], "total_tokens": 1_550,
        ]
        let done = begun.merging(["status": "completed", "output": [item], "usage": usage]) { $1 }
        guard body["stream"] as? Bool == true else { return Self.json(done) }
        return Self.stream([
            ["type": "response.created", "response": begun],
            ["type": "response.output_item.added", "output_index": 0, "item": item],
            ["type": "response.output_item.done", "output_index": 0, "item": item],
            ["type": "response.completed", "response": done],
        ])
    }

    /// A call of whichever tool for commands there is.
    private static func call(_ command: String, of tools: [String]) -> [String: Any]? {
        func function(_ name: String, _ arguments: [String: Any]) -> [String: Any] {
            ["type": "function_call", "name": name, "arguments": text(arguments)]
        }
        if tools.contains("exec_command") { return function("exec_command", ["cmd": command]) }
        if tools.contains("shell_command") { return function("shell_command", ["command": command]) }
        if tools.contains("shell") { return function("shell", ["command": ["sh", "-c", command]]) }
        guard tools.contains("exec") else { return nil }
        return [
            "type": "custom_tool_call", "name": "exec",
            "input":
                "const r = await tools.exec_command({cmd: \(ScriptedAnswer.quoted(command))}); text(JSON.stringify(r));",
        ]
    }

    /// aider's whole files and blocks; whatever else it asks for is a commit's message.
    private func completions(_ body: [String: Any]) -> ScriptedAnswer {
        let prompt = Self.text(body["messages"] ?? "")
        let reply: String
        if prompt.contains("SEARCH") || prompt.contains("file listing") {
            let (path, old, new) =
                manner == .trespass
                ? ("judge/sum.sh", "echo \"$sum\"", "echo 1") : ("numbers.txt", "apples 40", "apples 5")
            reply =
                prompt.contains("SEARCH")
                ? "\(path)\n```\n<<<<<<< SEARCH\n\(old)\n=======\n\(new)\n>>>>>>> REPLACE\n```\n"
                : "\(path)\n```\n\(new)\npears 31\nplums 22\nfigs 13\nquinces 57\n```\n"
        } else {
            reply = "Fewer apples"
        }
        return .openAI(reply, usage: (1_500, 50))
    }

    // MARK: - JSON

    private static func text(_ value: Any) -> String {
        let data = try? JSONSerialization.data(
            withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    private static func json(_ value: [String: Any]) -> ScriptedAnswer { .json(text(value)) }

    private static func stream(_ events: [[String: Any]]) -> ScriptedAnswer {
        let lines = events.map { "event: \($0["type"] as? String ?? "")\ndata: \(text($0))\n\n" }
        return .answer(
            status: 200, headers: ["Content-Type": "text/event-stream"], body: Array(lines.joined().utf8))
    }
}
