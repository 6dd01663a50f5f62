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

        @Test func `a check says which agent there is, and what keeps it from a turn`() throws {
            let user = try UserRepository(
                .sum(
                    steps: 1, proposer: "kind: agent, use: codex, secrets: [default, EXTRA]",
                    budget: ", cost: 3 USD"))
            let absent = try user.succeed("check")
            #expect(absent.contains("The agent's program 'codex' is not there where it runs"))
            try user.repository.write(
                "#!/bin/sh\n[ \"$1\" = --version ] && echo 'codex-cli 0.44.0'\n", to: "../bin/codex")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: user.programs + "/codex")
            let stranger = try user.succeed("check")
            #expect(stranger.contains("  agent: codex, codex-cli 0.44.0\n"))
            #expect(stranger.contains("does not seem to be logged in") && stranger.contains("OPENAI_API_KEY"))
            #expect(stranger.contains("`budget.cost` does not hold codex"))
            user.variables["OPENAI_API_KEY"] = "hush"
            let known = try user.succeed("check")
            #expect(known.contains("  agent: codex, codex-cli 0.44.0, by OPENAI_API_KEY\n"))
            #expect(!known.contains("logged in") && !known.contains("hush"))
            user.variables = [:]
            try user.repository.directory.write("{}", to: "home/.codex/auth.json")
            #expect(try user.succeed("check").contains(", by ~/.codex/auth.json\n"))
        }

        @Test func `an agent that is not installed is named`() throws {
            let result = try Self.user("kind: agent, use: opencode").hone("run")
            #expect(result.status == 1)
            #expect(result.errors.contains("'opencode'"))
        }
    }
}
