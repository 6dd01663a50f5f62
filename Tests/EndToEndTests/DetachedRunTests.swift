import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Runs that go on without whoever started them, and how they are stopped.
    struct DetachedRunTests {
        private struct Started: Decodable {
            let run: String
            let pid: Int
        }

        private static func start(_ user: UserRepository, _ words: String...) throws -> Started {
            let line = try user.succeed(["run", "--detach", "--json"] + words)
            #expect(line.split(separator: "\n").count == 1)
            return try JSONDecoder().decode(Started.self, from: Data(line.utf8))
        }

        @Test func `a detached run has a session of its own, and stops after its step`() async throws {
            let waiting = try WaitingStudy()
            let started = try Self.start(waiting.user)
            try waiting.began.wait()
            let stat = try String(contentsOfFile: "/proc/\(started.pid)/stat", encoding: .utf8)
            // State, parent, group, session, terminal, after the name in parentheses.
            let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
            #expect(fields.count > 5 && fields[4] == "\(started.pid)" && fields[5] == "0")
            let second = try waiting.user.hone("run", "--resume", started.run, "--detach")
            #expect(second.status == 1)
            #expect(
                second.errors
                    == """
                    Error: sum-1 is being stepped by another process (\(started.pid))
                    Hint: Wait for it, or stop it with `hone stop sum-1`

                    """)
            let stopping = try waiting.user.start("stop")
            try stopping.wait(for: "sum-1 stops after this step", in: .errors)
            let twice = try waiting.user.start("stop")
            try twice.wait(for: "sum-1 stops after this step", in: .errors)
            waiting.go.ring()
            let end = try stopping.end()
            #expect(try twice.end().status == 0)
            #expect(end.status == 0 && end.output.contains("`hone run --resume sum-1`"), "\(end.output)")
            #expect(try waiting.user.steps().map(\.step) == [0, 1])
            let again = try waiting.user.hone("stop", "sum-1")
            #expect(again.status == 1 && again.errors.hasPrefix("Error: sum-1 is not being stepped\n"))
        }

        @Test func `a run that is stopped at once loses the step in flight`() async throws {
            let waiting = try WaitingStudy()
            _ = try Self.start(waiting.user)
            try waiting.began.wait()
            let status = try waiting.user.succeed("stop", "sum-1", "--now", "--json")
            #expect(status.hasPrefix("{\n  \"version\": 1,\n  \"run\": \"sum-1\",\n"))
            #expect(try waiting.user.steps().map(\.step) == [0])
            // The kernel ends its evaluators with it.
            try await eventually { ProcessTable.commands(containing: waiting.mark).isEmpty }
        }

        @Test func `a detached run that cannot start says why, and leaves nothing behind`() throws {
            let user = try UserRepository(.sum(command: "exit 3"))
            let result = try user.hone("run", "--detach")
            #expect(result.status == 1 && result.output.isEmpty)
            #expect(result.errors.hasPrefix("Error: The base has no score: crashed\n"))
            let names = try FileManager.default.contentsOfDirectory(atPath: user.path + "/.git/hone")
            #expect(names.filter { $0.hasPrefix("starting-") } == [])
            let wrong = try user.hone("run", "--detach", "--exit-code")
            #expect(wrong.status == 64)
        }

        @Test func `a detached run goes to its end when its starter has gone`() async throws {
            let user = try UserRepository(.sum(steps: 3))
            let started = try Self.start(user)
            let watched = try user.succeed("watch", started.run, "--json")
            #expect(try StreamTests.lines(watched).last?["reason"] as? String == "steps")
            #expect(try user.steps().count == 4)
        }
    }
}
