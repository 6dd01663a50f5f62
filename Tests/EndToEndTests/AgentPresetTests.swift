import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Presets, with programs that stand in for the agents'.
    struct AgentPresetTests {
        private static let work = #"sed -i "s/apples 40/apples 5/" numbers.txt; echo log > agent.log"#

        private static func user(_ proposer: String, steps: Int = 1) throws -> UserRepository {
            let user = try UserRepository(.sum(steps: steps, proposer: proposer))
            for standIn in AgentStandIn.allCases {
                try user.repository.directory.write("token\n", to: "home/" + standIn.login)
            }
            return user
        }

        @Test(arguments: AgentStandIn.allCases)
        func `a preset's change is judged, and what it spent is recorded`(standIn: AgentStandIn) throws {
            let name = standIn == .claude ? "claude-code" : standIn.rawValue
            let user = try Self.user("kind: agent, use: \(name)")
            try standIn.install(work: Self.work, in: user.programs)
            try user.succeed("run")
            let step = try #require(try user.steps().last)
            #expect(step.verdict == "accepted")
            #expect(step.score == 128)
            #expect(step.tokens?.in == 1500)
            #expect(((step.cost?.amount ?? 0) > 0) == ![.codex, .gemini].contains(standIn))
            #expect(try user.succeed("show", "sum-1:1").contains("agent.log"))
        }

        @Test func `a limit that lasts too long stops the run, which goes on when it is over`() throws {
            let user = try Self.user("kind: agent, use: claude-code")
            try AgentStandIn.claude.install(
                work: Self.work,
                ending:
                    #"echo '{"type":"result","is_error":true,"result":"Claude AI usage limit reached|4102444800"}'; exit 1"#,
                in: user.programs)
            let stopped = try user.hone("run")
            #expect(stopped.status == 1)
            #expect(stopped.errors.contains("Step 1 cannot wait for the agent's rate limit"))
            #expect(stopped.errors.contains("Caused by: Claude AI usage limit reached"))
            #expect(stopped.errors.contains("`hone run --resume`"))
            #expect(try user.steps().map(\.step) == [0])
            try AgentStandIn.claude.install(work: Self.work, in: user.programs)
            try user.succeed("run", "--resume")
            #expect(try user.steps().map(\.outcome) == ["scored", "scored"])
            try user.repository.requireSound()
        }

        @Test func `Ctrl-C ends a wait for a limit at once`() throws {
            let user = try Self.user(#"kind: agent, command: 'echo 3000 > "$HONE_RETRY_AFTER"; exit 75'"#)
            let hone = try user.start("run")
            try hone.wait(for: "step 1: waiting for the agent's rate limit until ", in: .output)
            hone.send(SIGINT)
            #expect(try hone.end().status == 0)
            let run = try #require(try user.runs().last)
            #expect(run.reason == "interrupted")
            #expect(run.spent.steps == 0)
        }

        @Test func `an agent that is not installed is named`() throws {
            let result = try Self.user("kind: agent, use: opencode").hone("run")
            #expect(result.status == 1)
            #expect(result.errors.contains("'opencode'"))
        }
    }
}
