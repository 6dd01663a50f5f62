import Foundation
import StudyModel
import Text

@testable import Proposers

/// What proposers say: agents' programs, models' replies, and programs that ask and tell.
let proposerSurfaces: [Surface] = [
    Surface(
        "agents' output",
        seeds: [
            #"{"type":"result","subtype":"success","is_error":false,"result":"Done","usage":{"input_tokens":10,"output_tokens":5},"total_cost_usd":0.01}"#,
            #"{"type":"thread.started"}"# + "\n"
                + #"{"type":"item.completed","item":{"type":"agent_message","text":"Done"}}"# + "\n"
                + #"{"type":"turn.completed","usage":{"input_tokens":10,"cached_input_tokens":4,"output_tokens":5}}"#,
            "Tokens: 2.3k sent, 1.1k received. Cost: $0.01 message, $0.02 session.\nApplied edit to a.py\n",
            #"{"response":"Done","stats":{"models":{"gemini":{"tokens":{"prompt":10,"candidates":5,"total":15}}}}}"#,
            #"{"type":"text","part":{"type":"text","text":"Done"}}"# + "\n"
                + #"{"type":"step_finish","part":{"cost":0.001,"tokens":{"input":671,"output":8,"reasoning":0}}}"#,
            "Error: rate limit exceeded, retry-after: 30s", "usage limit reached|1767225600",
            "You've hit your limit · resets 3:30pm",
            "Too many requests. Try again in 4 days 20 hours 9 minutes 1.5s",
        ]
    ) { text in
        for preset in AgentPreset.allCases {
            let output = AgentOutput(of: preset, stdout: text, stderr: text)
            guard output.usage.tokens >= 0, output.usage.cost >= 0, output.usage.cost.isFinite else {
                preconditionFailure("a cost that is none: \(output.usage)")
            }
        }
        for now in [Int64(-1), 0, 1_767_000_000, 253_402_300_800] {
            for offset in [-720, 0, 840] { _ = RateLimitNotice(in: text, now: now, offsetMinutes: offset) }
        }
        let commit = AgentCommit(log: text)
        _ = AgentReply(text).summary(commit: commit, changes: [])
    },
    Surface(
        "what an agent leaves", seeds: [#"{"tokens": {"in": 10, "out": 5}, "cost": 0.5}"#, "30", " 1.5 \n"]
    ) { text in
        let folder = FileManager.default.temporaryDirectory.path + "/hone-mailbox-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mailbox = AgentMailbox(folder: folder)
        for path in [mailbox.usageFile, mailbox.retryFile] {
            try Data(text.utf8).write(to: URL(filePath: path))
        }
        guard mailbox.usage.tokens >= 0, mailbox.usage.cost >= 0 else {
            preconditionFailure("a cost that is none: \(mailbox.usage)")
        }
        _ = mailbox.retryAfter
    },
    Surface(
        "models' replies",
        seeds: [
            "Faster.\n\nsrc/sort.c\n<<<<<<< SEARCH\nint size = 64;\n=======\nint size = 32;\n>>>>>>> REPLACE\n",
            "--- a/src/sort.c\n+++ b/src/sort.c\n@@ -1,3 +1,3 @@\n-int size = 64;\n+int size = 32;\n \n int sort(int *a, int n) {\n",
            "src/sort.c\n```c\nint size = 32;\n```\n",
            #"{"summary": "s", "edits": [{"path": "src/sort.c", "old": "int size = 64;", "new": "int size = 32;"}]}"#,
            #"{"summary": "s", "files": [{"path": "src/new.c", "content": "int x;\n"}]}"#,
            "<think>\n```c\nint x;\n```\n</think>\nsrc/sort.c\n<<<<<<< SEARCH\nint size = 64;\n=====\n=======\nint size = 8;\n>>>>>>> REPLACE\n",
            "<|channel|>analysis<|message|>Hm {\"a\": \"\\\"}\"}<|end|><|start|>assistant<|channel|>final<|message|>Hi<|return|>",
        ]
    ) { reply in
        guard case .text(let text) = Answer(in: reply) else { return }
        let files = [
            "src/sort.c": "int size = 64;\n\nint sort(int *a, int n) {\n    return 0;\n}\n",
            "src/crlf.c": "a\r\nb",
        ]
        let artifact = ShownArtifact(
            editable: files.keys.sorted().map { .init(path: $0, text: FileText(files[$0] ?? "")) })
        let scope = ArtifactScope(ArtifactSettings(editable: ["src/**"]), evaluatorFiles: ["bench/**"])
        let known = artifact.editable.map(\.path)
        let readers: [any EditReader] = [
            BlocksReader(), DiffReader(), JSONEditsReader(), WholeReader(fencedPaths: ["src/sort.c"]),
        ]
        for reader in readers {
            let read = reader.read(text, known: known)
            _ = read.problems.map { ($0.sentence, $0.advice) }
            if case .failure(let failure) = EditApplication.changes(
                by: read.edits, of: artifact, scope: scope)
            {
                _ = failure.problems.map { ($0.sentence, $0.advice) }
            }
        }
    },
    Surface(
        "tell",
        seeds: [
            #"{"version": 1, "changes": [{"path": "a", "content": "x"}, {"path": "b", "delete": true}, {"path": "c", "base64": "aGk=", "mode": "100755"}], "summary": "s"}"#,
            #"{"commit": "HEAD~1", "tokens": {"in": 5, "out": 3}, "cost": {"amount": 0.1}, "results": [{"id": "a", "score": 1.5}, {"id": "b", "outcome": "crashed", "feedback": "f"}]}"#,
        ]
    ) { text in
        let tell = try JSONDecoder().decode(Tell.self, from: Data(text.utf8))
        _ = tell.evaluation(objective: Objective(metric: "score", direction: .maximize))
        _ = (tell.usage + tell.usage).tokens
    },
    Surface(
        "prompt templates",
        seeds: ["{{#editable}}{{path}}{{/editable}}\n{{evidence}}\n{{{instructions}}}{{> form}}"]
    ) {
        _ = try PromptWriter(custom: $0)
    },
    Surface(
        "files to mutate",
        seeds: [
            "int size = 64;\nfloat x = 1.5e-3f; // 0x1F\nfor (i = 0; i < 1'000; i++) {\n  a[i] = 07;\n}\n",
            "x: 1_000\ny: .5\n",
        ]
    ) { text in
        for name in ["a.c", "a.py"] {
            guard let source = Source(path: name, bytes: Array(text.utf8), editable: [1...9_000_000]) else {
                continue
            }
            for edit in EditEnumeration(source).prefix(20) { _ = source.applying(edit) }
        }
    },
]
