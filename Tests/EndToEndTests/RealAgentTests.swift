import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The real programs of three coding agents, all from the package index, with a scripted service on loopback.
    ///
    /// Runs where `HONE_TEST_AGENTS` names a virtual environment that has `aider-chat`, `claude-agent-sdk` and `openai-codex-cli-bin`.
    @Suite(
        .serialized,
        .enabled(
            if: ProcessInfo.processInfo.environment["HONE_TEST_AGENTS"] != nil,
            "HONE_TEST_AGENTS names no virtual environment with the agents"))
    struct RealAgentTests {
        enum Agent: String, CaseIterable, CustomTestStringConvertible {
            case claude = "claude-code"
            case codex
            case aider

            var testDescription: String { rawValue }
        }

        static let environment = ProcessInfo.processInfo.environment["HONE_TEST_AGENTS"]

        /// A study for an agent whose program is where a user's would be, and which asks the endpoint.
        private static func user(
            _ agent: Agent, _ endpoint: ScriptedEndpoint, steps: Int = 1, more: String = ""
        ) throws -> UserRepository {
            let model = agent == .aider ? ", model: openai/stub-1" : agent == .codex ? ", model: stub-1" : ""
            let user = try UserRepository(
                .sum(steps: steps, proposer: "kind: agent, use: \(agent.rawValue)\(model)\(more)"))
            let folder = try #require(environment)
            let program = try #require(try program(of: agent, in: folder), "\(agent) is not in \(folder)")
            try FileManager.default.createDirectory(
                atPath: user.programs, withIntermediateDirectories: true)
            let name = agent == .claude ? "claude" : agent.rawValue
            try FileManager.default.createSymbolicLink(
                atPath: user.programs + "/" + name, withDestinationPath: program)
            switch agent {
            case .claude:
                user.variables = ["ANTHROPIC_API_KEY": "key", "ANTHROPIC_BASE_URL": endpoint.url]
            case .codex:
                user.variables = ["OPENAI_API_KEY": "key"]
                let provider = """
                    model_provider = "stub"
                    [model_providers.stub]
                    name = "stub"
                    base_url = "\(endpoint.url)/v1"
                    wire_api = "responses"
                    env_key = "OPENAI_API_KEY"
                    request_max_retries = 1
                    stream_max_retries = 1
                    """
                try user.repository.directory.write(provider + "\n", to: "home/.codex/config.toml")
            case .aider:
                user.variables = ["OPENAI_API_KEY": "key", "OPENAI_API_BASE": endpoint.url + "/v1"]
            }
            return user
        }

        private static func program(of agent: Agent, in folder: String) throws -> String? {
            if agent == .aider { return folder + "/bin/aider" }
            let end = agent == .claude ? "claude_agent_sdk/_bundled/claude" : "codex_cli_bin/bin/codex"
            return try FileManager.default.contentsOfDirectory(atPath: folder + "/lib").lazy
                .map { "\(folder)/lib/\($0)/site-packages/\(end)" }
                .first { FileManager.default.isExecutableFile(atPath: $0) }
        }

        @Test(arguments: Agent.allCases)
        func `an edit is judged, with what it took`(agent: Agent) throws {
            let endpoint = try AgentService(manner: .edit).endpoint()
            let user = try Self.user(agent, endpoint)
            let output = try user.succeed("run")
            let step = try #require(try user.steps().last)
            #expect(step.verdict == "accepted" && step.score == 128, "\(output)")
            #expect((step.tokens?.in ?? 0) >= 1_500 && (step.tokens?.out ?? 0) >= 50)
            #expect((step.cost?.amount ?? 0 > 0) == (agent == .claude))
            try user.repository.requireSound()
        }

        @Test(arguments: [Agent.claude, .codex])
        func `its own commit is taken with its words, and what lies beside is not`(agent: Agent) throws {
            let endpoint = try AgentService(manner: .commit).endpoint()
            let user = try Self.user(agent, endpoint)
            try user.succeed("run")
            #expect(try user.steps().last?.verdict == "accepted")
            let message = try user.repository.git("log", "-1", "--format=%B", "hone/sum-1/best")
            #expect(message.hasPrefix("Fewer apples\n") && message.contains("They were too many."))
            #expect(message.contains("notes.txt"))
            #expect(
                try user.repository.git("ls-tree", "-r", "--name-only", "hone/sum-1/best").contains("notes")
                    == false)
        }

        @Test(arguments: Agent.allCases)
        func `a change outside the scope is put to it again, and then refused`(agent: Agent) throws {
            let endpoint = try AgentService(manner: .trespass).endpoint()
            let user = try Self.user(agent, endpoint)
            let output = try user.succeed("run")
            let step = try #require(try user.steps().last)
            #expect(step.outcome == "refused", "\(output)")
            #expect(try user.succeed("show", "sum-1:1").contains("judge/sum.sh"))
        }

        @Test(arguments: Agent.allCases)
        func `a key that is not taken ends the run before a step is spent`(agent: Agent) throws {
            let endpoint = try AgentService(manner: .unauthorized).endpoint()
            let user = try Self.user(agent, endpoint, steps: 3)
            let result = try user.hone("run")
            #expect(result.status == 1, "\(result.output)\(result.errors)")
            #expect(try user.steps().map(\.step) == [0])
            #expect(try user.runs().last?.spent.steps == 0)
        }

        @Test(arguments: Agent.allCases)
        func `a rate limit is waited for, and no step is spent`(agent: Agent) throws {
            let endpoint = try AgentService(manner: .rateLimited).endpoint()
            let user = try Self.user(agent, endpoint, more: ", wait: 1s")
            let result = try user.hone("run")
            #expect(result.status == 1, "\(result.output)\(result.errors)")
            #expect(result.errors.contains("rate limit"), "\(result.errors)")
            #expect(try user.steps().map(\.step) == [0])
        }

        @Test(arguments: Agent.allCases)
        func `a service that never answers ends at the time limit, which is told`(agent: Agent) throws {
            let endpoint = try AgentService(manner: .silent).endpoint()
            let user = try Self.user(agent, endpoint, more: ", timeout: 15s")
            let output = try user.succeed("run")
            #expect(endpoint.requests.contains { $0.method == "POST" })
            #expect(output.contains("the agent ran out of time, 15 s"), "\(output)")
        }

        @Test(arguments: Agent.allCases)
        func `Ctrl-C twice ends it at once, with its processes, and nothing is recorded`(agent: Agent)
            async throws
        {
            let endpoint = try AgentService(manner: .silent).endpoint()
            let user = try Self.user(agent, endpoint)
            let hone = try user.start("run")
            try hone.wait(for: "step 0", in: .output)
            try await eventually { endpoint.requests.contains { $0.method == "POST" } }
            hone.send(SIGINT)
            try hone.wait(for: "Stopping", in: .errors)
            hone.send(SIGINT)
            let result = try hone.end()
            #expect(result.status == 130, "\(result.output)\(result.errors)")
            #expect(try user.steps().map(\.step) == [0])
            try await eventually { ProcessTable.commands(containing: user.surroundings).isEmpty }
        }
    }
}
