import Operations
import StudyModel
import Synchronization
import Testing
import Text

@testable import Commands

/// The protocol by which agents call hone, line by line, with tools that a test has made.
struct MCPServerTests {
    private static let place = MCPPlace(
        workshop: { throw ErrorReport(what: "There is no repository here") }, program: nil)

    /// What the server says to these lines, which come one after the other; `reply` may say more to what it says.
    private func answers(
        _ lines: [String], tools: [MCPTool] = MCPTool.all,
        reply: @escaping @Sendable (JSONValue) -> String? = { _ in nil }
    ) async -> [JSONValue] {
        let said = Mutex<[JSONValue]>([])
        let (stream, input) = AsyncStream<[UInt8]>.makeStream()
        let requests = lines.count { $0.contains(#""id""#) }
        let server = MCPServer(tools, in: Self.place, version: "1") { line in
            let value = JSONReader.read(line) ?? .null
            let count = said.withLock { said in
                said.append(value)
                return said.count { $0["method"] == nil }
            }
            if let line = reply(value) { input.yield(Array(line.utf8)) }
            if count == requests { input.finish() }
        }
        for line in lines { input.yield(Array(line.utf8)) }
        if requests == 0 { input.finish() }
        await server.serve(stream)
        return said.withLock { $0 }
    }

    private func call(_ id: Int, _ tool: String, _ arguments: String = "{}") -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"\#(tool)","arguments":\#(arguments)}}"#
    }

    private static func begin(_ version: String, _ capabilities: String = "{}") -> String {
        #"{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"\#(version)","capabilities":\#(capabilities),"clientInfo":{"name":"probe","version":"1"}}}"#
    }

    /// The text of an answer.
    private func text(_ answer: JSONValue?) -> String? {
        answer?["result"]?["content"]?.elements?.first?["text"]?.string
    }

    @Test(arguments: [
        ("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("1999-01-01", "2025-11-25"),
    ])
    func `the version that both know is spoken`(asked: String, spoken: String) async {
        let said = await answers([Self.begin(asked)])
        #expect(said.first?["id"] == .string("a"))
        #expect(said.first?["result"]?["protocolVersion"] == .string(spoken))
        #expect(said.first?["result"]?["capabilities"]?["tools"] != nil)
    }

    @Test func `what is no request, or of no method here, gets the protocol's error and ends nothing`() async
    {
        let said = await answers([
            #"{"jsonrpc":"2.0","id":1,"method":"server/discover"}"#, "nonsense", #"["jsonrpc"]"#, "",
            #"{"id":2,"method":"ping"}"#, call(3, "hone_gc"),
            #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
            #"{"jsonrpc":"2.0","id":4,"method":"ping"}"#,
        ])
        let codes = said.map { $0["error"]?["code"]?.number }
        #expect(codes == [-32601, -32700, -32600, -32600, -32602, nil])
        #expect(said.map { $0["id"] } == [1, nil, nil, 2, 3, 4].map { $0.map { .number($0) } ?? .null })
    }

    @Test func `twelve tools are told in 6 KB, and which of them change nothing`() async throws {
        let said = await answers([#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#])
        let result = try #require(said.first?["result"])
        #expect(result.text.utf8.count <= 6 * 1024)
        let tools = try #require(result["tools"]?.elements)
        let names = tools.compactMap { $0["name"]?.string }
        #expect(
            names
                == [
                    "check", "run", "status", "stop", "log", "show", "compare", "ask", "tell", "fork",
                    "review",
                    "land",
                ].map { "hone_" + $0 })
        func hinted(_ hint: String) -> [String] {
            tools.filter { $0["annotations"]?[hint] == .bool(true) }.compactMap { $0["name"]?.string }
        }
        #expect(hinted("readOnlyHint") == ["hone_status", "hone_log", "hone_show", "hone_compare"])
        #expect(hinted("destructiveHint") == ["hone_land"])
        #expect(tools.allSatisfy { $0["inputSchema"]?["type"] == .string("object") })
    }

    @Test(arguments: [
        (#"{"part":"diff"}"#, "hone_show needs 'candidate'"),
        (#"{"candidate":"s-1:2","results":[]}"#, "hone_show has no argument 'results'"),
        (#"{"candidate":7}"#, "hone_show cannot take that as 'candidate'"),
        (#"{"candidate":"s-1:2","part":"secrets"}"#, "hone_show cannot take that as 'part'"),
        (#"{"candidate":"s-1:2","offset":-1}"#, "hone_show cannot take that as 'offset'"),
        (#"{"candidate":"s-1:2","offset":1.5}"#, "hone_show cannot take that as 'offset'"),
        (#"{"candidate":"s-1:2"}"#, "There is no repository here"),
    ])
    func `what a tool cannot take is an error that says what it takes`(arguments: String, error: String) async
    {
        let said = await answers([call(1, "hone_show", arguments)])
        #expect(said.first?["result"]?["isError"] == .bool(true))
        let fields = text(said.first).flatMap { JSONReader.read($0)?.fields }
        #expect(fields?["error"] == .string(error))
        #expect(
            error.hasPrefix("There")
                || fields?["hint"]?.string?.hasPrefix("It takes: candidate (needed)") == true)
    }

    @Test func `an answer has 16,000 characters at most, and goes on from where it ended`() async throws {
        let long = (0..<9000).map { "line \($0)\n" }.joined()
        let tool = MCPTool("read", .reads, "", [MCPArgument("offset", .whole(0...(.max)))]) { call in
            MCPAnswer(long, from: call.whole("offset") ?? 0)
        }
        var (read, offset) = ("", 0)
        while true {
            let said = await answers([call(1, "read", #"{"offset":\#(offset)}"#)], tools: [tool])
            let texts = try #require(said.first?["result"]?["content"]?.elements).compactMap {
                $0["text"]?.string
            }
            #expect(texts.joined().count <= 16_000)
            read += texts[0]
            guard texts.count > 1 else { break }
            let next = try #require(JSONReader.read(texts[1])?["next_offset"]?.number)
            #expect(Int(clamping: next) > offset)
            offset = Int(clamping: next)
        }
        #expect(read == long)
        let list = MCPTool("list", .reads, "", []) { _ in
            MCPAnswer([
                "rows": .array((0..<5000).map { .string("row \($0) " + String(repeating: "x", count: 50)) })
            ])
        }
        let shortened = text(await answers([call(1, "list")], tools: [list]).first)
        #expect(shortened.map { $0.count <= 16_000 && $0.contains("more\"") } == true)
    }

    @Test func `a person is asked through the agent's program, where that can ask`() async {
        let tool = MCPTool("ask", .destroys, "", []) { call in
            guard let ask = call.client.ask else { return MCPAnswer(["asked": .bool(false)]) }
            return MCPAnswer(["said": await ask("Shall it?", .object([:])) ?? .null])
        }
        let reply: @Sendable (JSONValue) -> String? = { message in
            guard message["method"] == .string("elicitation/create"), let id = message["id"] else {
                return nil
            }
            return #"{"jsonrpc":"2.0","id":\#(id.text),"result":{"action":"accept"}}"#
        }
        let asked = await answers(
            [Self.begin("2025-06-18", #"{"elicitation":{}}"#), call(1, "ask")], tools: [tool], reply: reply)
        #expect(asked.contains { $0["params"]?["message"] == .string("Shall it?") })
        #expect(text(asked.last) == #"{"said":{"action":"accept"}}"#)
        let unasked = await answers([Self.begin("2025-06-18"), call(1, "ask")], tools: [tool], reply: reply)
        #expect(text(unasked.last) == #"{"asked":false}"#)
    }

    @Test func `a call that is not wanted any more is given up, and the next is answered`() async {
        let tool = MCPTool("wait", .reads, "", []) { _ in
            try await Task.sleep(for: .seconds(3600))
            return MCPAnswer([:])
        }
        let lines = [
            #"{"jsonrpc":"2.0","id":"x","method":"ping"}"#,
            #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#,
        ]
        let (stream, input) = AsyncStream<[UInt8]>.makeStream()
        let said = Mutex<[JSONValue]>([])
        let server = MCPServer([tool], in: Self.place, version: "1") { line in
            said.withLock { $0.append(JSONReader.read(line) ?? .null) }
        }
        for line in [call(1, "wait")] + lines { input.yield(Array(line.utf8)) }
        input.finish()
        await server.serve(stream)
        #expect(said.withLock { $0 }.map { $0["id"] } == [.string("x")])
    }
}
