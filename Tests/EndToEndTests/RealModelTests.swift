import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A real language model on loopback: llama.cpp's server with Qwen2.5-Coder 1.5B, both from the package index.
    ///
    /// Runs where `HONE_TEST_MODEL=1` is set, and takes some minutes and 1.1 GB; `HONE_MODEL_CACHE` names a folder that keeps the model.
    @Suite(
        .enabled(
            if: ProcessInfo.processInfo.environment["HONE_TEST_MODEL"] == "1", "HONE_TEST_MODEL=1 asks for it"
        ))
    struct RealModelTests {
        private static let program = """
            \"""A hash table of lists.\"""

            BUCKETS = 8


            class Table:
                def __init__(self):
                    self.rows = [[] for _ in range(BUCKETS)]
                    self.steps = 0

                def find(self, key):
                    for other, value in self.rows[key % BUCKETS]:
                        self.steps += 1
                        if other == key:
                            return value
                    return None

                def insert(self, key, value):
                    if self.find(key) is None:
                        self.rows[key % BUCKETS].append((key, value))

            """

        private static let judge = """
            import sys
            sys.path.insert(0, ".")
            from table import Table
            table = Table()
            for key in range(0, 3000, 3):
                table.insert(key, key + 1)
            assert all(table.find(key) == (key + 1 if key % 3 == 0 else None) for key in range(3000))
            print(table.steps)

            """

        private static func study(_ port: Int) -> Study {
            let text = """
                version: 1
                study: table
                instructions: Make the number of steps that the hash table needs as small as possible. Leave the counting as it is.
                artifact: {editable: [table.py]}
                evaluator:
                  files: [judge/**]
                  command: {run: python3 judge/steps.py, timeout: 60s}
                  deterministic: true
                objective: {metric: steps, direction: minimize}
                proposer:
                  kind: chat
                  models: [{name: qwen2.5-coder, url: "http://127.0.0.1:\(port)", extra: {cache_prompt: false}}]
                  temperature: 0.3
                  max_tokens: 400
                  timeout: 300s
                budget: {steps: 4}

                """
            return Study(text: text, files: ["table.py": program, "judge/steps.py": judge])
        }

        @Test func `a small model makes a program better, and is paid for by the token`() throws {
            let folder = try TemporaryDirectory()
            let server: ModelServer
            do {
                server = try ModelServer(in: folder.path)
            } catch let error as PythonEnvironment.Unavailable {
                Issue.record("no model: \(error.reason)")
                return
            }
            let user = try UserRepository(Self.study(server.port))
            try user.succeed("run")
            let steps = try user.steps().dropFirst()
            #expect(steps.count == 4)
            #expect(steps.contains { $0.outcome == "scored" })
            #expect(steps.contains { $0.verdict == "accepted" })
            for step in steps {
                #expect(try !user.succeed("show", step.name, "--reply").isEmpty)
                let page = try user.succeed("show", step.name)
                #expect(page.contains(" tokens in, "))
            }
        }
    }
}
