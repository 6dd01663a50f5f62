import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What an agent has hone do.
    struct MCPTests {
        /// Answers by the calls' places, each the object or text that the tool said.
        private struct Said {
            let isError: Bool
            let texts: [String]

            var fields: [String: Any] {
                let value = try? JSONSerialization.jsonObject(with: Data((texts.first ?? "").utf8))
                return value as? [String: Any] ?? [:]
            }
        }

        /// Has `hone mcp` answer calls, in one process, and returns what it said to each.
        private static func call(
            _ user: UserRepository, _ calls: [(tool: String, arguments: [String: Any])]
        ) throws -> [Said] {
            var lines = [
                #"{"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"probe","version":"1"}}}"#
            ]
            for (index, call) in calls.enumerated() {
                let message: [String: Any] = [
                    "jsonrpc": "2.0", "id": index, "method": "tools/call",
                    "params": ["name": "hone_" + call.tool, "arguments": call.arguments],
                ]
                lines.append(
                    String(decoding: try JSONSerialization.data(withJSONObject: message), as: UTF8.self))
            }
            let output = try user.succeed("mcp", input: lines.joined(separator: "\n") + "\n")
            var said: [Int: Said] = [:]
            for message in try StreamTests.lines(output) {
                guard let id = message["id"] as? Int, let result = message["result"] as? [String: Any] else {
                    continue
                }
                let content = result["content"] as? [[String: Any]] ?? []
                said[id] = Said(
                    isError: result["isError"] as? Bool ?? false,
                    texts: content.compactMap { $0["text"] as? String })
            }
            return try calls.indices.map { try #require(said[$0], "\(output)") }
        }

        @Test func `an agent starts a run that outlives it, and looks at what came of it`() throws {
            let user = try UserRepository(.sum(steps: 3))
            let first = try Self.call(user, [("check", [:]), ("run", ["steps": 3]), ("status", [:])])
            #expect(first[0].fields["outcome"] as? String == "scored")
            #expect(first[1].fields["run"] as? String == "sum-1" && first[1].fields["pid"] is Int)
            #expect(first[2].fields["cursor"] is String)
            _ = try user.succeed("watch", "sum-1", "--json")
            let best = "sum-1:best"
            let said = try Self.call(
                user,
                [
                    ("status", ["run": "sum-1"]),
                    ("log", ["limit": 2, "after": first[1].fields["cursor"] ?? ""]),
                    ("log", ["only": "accepted"]), ("show", ["candidate": best, "part": "diff"]),
                    ("show", ["candidate": best]), ("compare", ["a": "sum-1:0", "b": best]),
                    ("stop", [:]), ("run", ["study": "/etc/passwd"]),
                ])
            #expect(said[0].fields["reason"] as? String == "steps" && said[0].fields["running"] == nil)
            let lines = said[1].fields["lines"] as? [[String: Any]] ?? []
            #expect(lines.map { $0["step"] as? Int } == [0, 1] && said[1].fields["more"] as? Bool == true)
            #expect(said[1].fields["cursor"] as? String == lines.last?["cursor"] as? String)
            let accepted = said[2].fields["lines"] as? [[String: Any]] ?? []
            #expect(!accepted.isEmpty && accepted.allSatisfy { $0["verdict"] as? String == "accepted" })
            #expect(said[3].texts.first?.hasPrefix("diff --git a/numbers.txt b/numbers.txt") == true)
            #expect(said[4].fields["candidate"] is String && said[4].fields["diff"] == nil)
            #expect((said[5].fields["metrics"] as? [[String: Any]])?.first?["gain"] != nil)
            #expect(said[6].isError && said[6].fields["error"] as? String == "No run is being stepped here")
            #expect(
                said[7].isError
                    && said[7].fields["error"] as? String == "'/etc/passwd' is outside the repository")
        }

        @Test func `an agent proposes by turns, and hone measures`() throws {
            let user = try UserRepository(.sum(steps: 2, proposer: "kind: external"))
            func change(_ text: String) -> [[String: Any]] { [["path": "numbers.txt", "content": text]] }
            let said = try Self.call(
                user,
                [
                    ("ask", ["new": true]), ("ask", ["file": "numbers.txt"]),
                    ("ask", ["file": "judge/sum.sh"]),
                    (
                        "tell",
                        ["turn": "sum-1:1", "summary": "fewer apples", "changes": change("apples 3\n")]
                    ),
                    ("tell", ["turn": "sum-1:1", "summary": "again", "changes": change("apples 2\n")]),
                    (
                        "tell",
                        ["turn": "sum-1:2", "summary": "x", "changes": change("apples 9\n"), "results": []]
                    ),
                    ("tell", ["turn": "sum-1:2", "summary": "more apples", "changes": change("apples 9\n")]),
                    ("ask", [:]),
                ])
            #expect(
                said[0].fields["turn"] as? String == "sum-1:1" && said[0].texts[1].hasPrefix("# Evidence"))
            #expect(said[1].texts == ["apples 40\npears 31\nplums 22\nfigs 13\nquinces 57\n"])
            #expect(said[2].isError)
            #expect(
                said[3].fields["verdict"] as? String == "accepted" && said[3].fields["score"] as? Int == 3)
            #expect(said[4].fields["error"] as? String == "The turn sum-1:1 is over")
            #expect(said[5].fields["error"] as? String == "hone_tell has no argument 'results'")
            #expect(said[6].fields["verdict"] as? String == "rejected")
            #expect((said[6].fields["ended"] as? [String: Any])?["confirmed"] as? Bool == true)
            #expect(said[7].isError)
        }

        @Test func `a program's approval opens no landing, its rejection is heeded, and a person lands`()
            throws
        {
            let user = try UserRepository(.sum(steps: 2, proposer: "kind: external"))
            let changes: [[String: Any]] = [["path": "numbers.txt", "content": "apples 99\nfigs 99\n"]]
            let better: [[String: Any]] = [["path": "numbers.txt", "content": "apples 3\n"]]
            try user.repository.git("branch", "taken")
            let said = try Self.call(
                user,
                [
                    ("ask", ["new": true]),
                    ("tell", ["turn": "sum-1:1", "summary": "worse", "changes": changes]),
                    ("tell", ["turn": "sum-1:2", "summary": "better", "changes": better]),
                    ("review", ["candidate": "sum-1:1", "opinion": "approve"]),
                    ("land", ["candidate": "sum-1:1", "onto": "taken"]),
                    ("land", ["candidate": "sum-1:2", "onto": "taken"]),
                    ("review", ["candidate": "sum-1:2", "opinion": "reject", "message": "it is a trick"]),
                    ("land", ["candidate": "sum-1:2", "onto": "taken"]),
                    ("review", ["candidate": "sum-1:2", "opinion": "approve"]),
                    ("fork", ["candidate": "sum-1:2"]),
                ])
            #expect(said[1].fields["verdict"] as? String == "rejected")
            #expect(
                said[3].fields["by"] as? String == "program" && said[3].fields["name"] as? String == "probe")
            #expect(said[4].fields["error"] as? String == "sum-1:1 was rejected")
            #expect(said[5].fields["landed"] as? Bool == false)
            #expect(said[5].fields["command"] as? String == "hone land sum-1:2 --onto taken")
            #expect(said[6].fields["best"] as? String == "sum-1:0")
            #expect(said[7].isError)
            // Its own rejection it can take back.
            #expect(said[8].fields["best"] as? String == "sum-1:2")
            #expect(said[9].fields["lineage"] as? String == "b")
            #expect(try user.repository.git("rev-parse", "taken") == user.repository.git("rev-parse", "main"))
            #expect(try user.repository.git("notes", "--ref=hone/review", "list") != "")
        }

        @Test func `a command of a study gets no tools`() throws {
            let user = try UserRepository(.sum(command: "\(HoneBinary.path) mcp < /dev/null"))
            user.variables["HONE_CANDIDATE"] = "x"
            let result = try user.hone("mcp", input: "")
            #expect(result.status == 64 && result.errors.contains("in one of hone's slots"))
        }

        /// The protocol's own client, where `HONE_MCP_PYTHON` names a Python that has `mcp`.
        @Test(
            .enabled(if: clientPython != nil, "HONE_MCP_PYTHON names no Python with the package mcp"))
        func `the protocol's own client drives a whole study`() throws {
            let python = try #require(Self.clientPython)
            let user = try UserRepository(.sum(steps: 3))
            try user.repository.git("branch", "taken")
            let script = URL(filePath: #filePath).deletingLastPathComponent().path + "/Clients/mcp_client.py"
            let result = try TestProcess.run(
                [python, script, HoneBinary.path, user.path], in: user.path,
                environment: HoneBinary.environment(home: user.surroundings))
            #expect(result.status == 0, "\(result.errors)")
            let said = try #require(try StreamTests.lines(result.output).first)
            #expect((said["tools"] as? [String])?.count == 12)
            #expect(said["check"] as? String == "scored" && said["reason"] as? String == "steps")
            #expect(said["steps"] as? Int == 4)
            #expect((said["landed"] as? [String: Any])?["landed"] as? Bool == true)
            #expect((said["asked"] as? [String])?.first?.contains("1 file changed") == true)
            #expect(try user.repository.git("rev-parse", "taken") != user.repository.git("rev-parse", "main"))
        }

        static let clientPython = ProcessInfo.processInfo.environment["HONE_MCP_PYTHON"]
    }
}
