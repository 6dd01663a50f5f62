import Foundation
import StudyModel
import TestSupport
import Testing
import Workspaces

@testable import Proposers

/// The presets with programs in their place that behave as each of them documents.
@Suite(.ownThread)
struct AgentPresetTests {
    private let fixture: AgentFixture

    init() throws {
        fixture = try AgentFixture()
        for standIn in AgentStandIn.allCases {
            try fixture.user.write("token\n", to: "home/" + standIn.login)
        }
    }

    private func propose(
        _ preset: AgentPreset, model: String? = nil, arguments: [String] = [], work: String,
        ending: String? = nil, timeout: Duration = .seconds(60), sandbox: SandboxSettings.Mode = .auto
    ) async throws -> Proposal {
        let standIn = try #require(AgentStandIn(rawValue: preset.executable))
        try standIn.install(work: work, ending: ending, in: fixture.user.path + "/bin")
        return try await fixture.propose(
            AgentSettings(.preset(preset), model: model, arguments: arguments, timeout: timeout),
            sandbox: sandbox)
    }

    @Test(arguments: AgentPreset.allCases, [SandboxSettings.Mode.auto, .off])
    func `a preset starts its program as documented and reads what it cost`(
        preset: AgentPreset, sandbox: SandboxSettings.Mode
    ) async throws {
        let proposal = try await propose(
            preset, model: "some-model",
            work: """
                echo "int a = 3; // $model" > src/a.c; printf '%s\\n' "$prompt" > src/prompt
                cat "$HONE_EVIDENCE" > src/evidence
                """, sandbox: sandbox)
        #expect(proposal.failure?.cause == nil)
        #expect(proposal.text("src/a.c") == "int a = 3; // some-model\n")
        #expect(proposal.text("src/prompt")?.contains("Make it better.") == true)
        #expect(proposal.text("src/prompt")?.contains("evidence.md") == true)
        #expect(proposal.text("src/evidence") == "# Evidence\n")
        #expect(proposal.usage.tokensIn == 1500)
        #expect(proposal.usage.tokensOut == 120)
        let hasPrice = ![.codex, .gemini].contains(preset)
        #expect(abs(proposal.usage.cost - (hasPrice ? 0.0125 : 0)) < 1e-9)
        if preset != .aider {
            #expect(proposal.summary == "Raised a to 3")
            #expect(proposal.attachment("reply.md")?.hasSuffix("Raised a to 3") == true)
        }
    }

    @Test func `what aider leaves about is dropped, and its own commit names the candidate`() async throws {
        let proposal = try await propose(
            .aider,
            work: "echo 'int a = 3;' > src/a.c; git commit -qam 'perf: raise a'; echo \"$files\" > src/files")
        #expect(proposal.changes.map(\.path) == ["src/a.c", "src/files"])
        #expect(proposal.text("src/files")?.contains(" src/a.c src/b.c") == true)
        #expect(proposal.summary == "perf: raise a")
        #expect(proposal.attachment("left-out.txt")?.contains(".aider.chat.history.md") == true)
    }

    @Test func `further words go on the command line`() async throws {
        let proposal = try await propose(.codex, arguments: ["--oss"], work: "true")
        #expect(proposal.failure?.cause == "the agent exited with 2: error: unknown option '--oss'")
    }

    @Test func `a change outside the scope earns a second turn, which is told what to put back`() async throws
    {
        let proposal = try await propose(
            .claudeCode,
            work: """
                case $prompt in
                *'Changes outside the scope'*'`other.txt`'*) git checkout -q HEAD -- other.txt;;
                *) echo 'int a = 3;' > src/a.c; echo mine > other.txt;; esac
                """)
        #expect(proposal.changes.map(\.path) == ["src/a.c"])
        #expect(proposal.usage.tokensIn == 3000)
        #expect(proposal.attachment("repair.md") == "Looked around.\nRaised a to 3")
    }

    @Test func `an agent that ends in the middle gives nothing, and what it spent counts`() async throws {
        let proposal = try await propose(
            .opencode, work: "echo 'int a = 3;' > src/a.c",
            ending: """
                echo '{"type":"step_finish","part":{"cost":0.5,"tokens":{"input":10,"output":5}}}'; kill -KILL $$
                """)
        #expect(proposal.changes.isEmpty)
        #expect(proposal.failure?.cause.hasPrefix("the agent was killed by signal 9") == true)
        #expect(proposal.usage == Usage(tokensIn: 10, tokensOut: 5, cost: 0.5))
        #expect(proposal.failure?.scope != .attempt)
    }

    @Test func `an agent that hangs is killed at its time limit`() async throws {
        let proposal = try await propose(
            .gemini, work: "echo 'rate limit' >&2; while :; do :; done", timeout: .seconds(1))
        #expect(proposal.failure?.cause == "the agent ran out of time, 1 s")
        #expect(proposal.failure?.scope != .attempt)
    }

    @Test func `an error that the program reports is why there is no proposal`() async throws {
        let proposal = try await propose(
            .claudeCode, work: "echo 'int a = 3;' > src/a.c",
            ending: """
                echo '{"type":"result","subtype":"error_during_execution","is_error":true,"total_cost_usd":0.3}'
                """)
        #expect(proposal.changes.isEmpty)
        #expect(proposal.failure?.cause == "the agent failed: error_during_execution")
        #expect(proposal.usage.cost == 0.3)
    }

    @Test(arguments: [0, 1])
    func `what an agent had changed when its turns were used up is a candidate`(status: Int) async throws {
        let proposal = try await propose(
            .claudeCode, work: "echo 'int a = 3;' > src/a.c",
            ending: """
                echo '{"type":"result","subtype":"error_max_turns","is_error":true,"total_cost_usd":0.3}'; exit \(status)
                """)
        #expect(proposal.changes.map(\.path) == ["src/a.c"] && proposal.failure == nil)
        #expect(proposal.rationale.contains("error_max_turns") && proposal.usage.cost == 0.3)
    }

    @Test func `a program that is not installed stops the run`() async throws {
        await #expect(throws: WorkspaceError.executableNotFound("claude")) {
            try await fixture.propose(AgentSettings(.preset(.claudeCode)))
        }
    }

    // MARK: - Rate limits

    private static let limits: [(AgentPreset, String, Duration?)] = [
        (
            .claudeCode,
            #"echo '{"type":"result","subtype":"success","is_error":true,"result":"Claude AI usage limit reached|1700000600"}'; exit 1"#,
            .seconds(600)
        ),
        (
            .claudeCode,
            #"echo '{"type":"result","is_error":true,"result":"You have hit your session limit · resets 11:43pm (Europe/Paris)"}'; exit 1"#,
            .seconds(1800 - 20)
        ),
        (
            .claudeCode,
            #"echo '{"type":"result","is_error":true,"result":"API Error: 529 {\"type\":\"overloaded_error\"}"}'; exit 1"#,
            nil
        ),
        (
            .codex,
            #"echo '{"type":"turn.failed","error":{"message":"You have hit your usage limit. Try again in 1 hour 5 minutes."}}'; exit 1"#,
            .seconds(3900)
        ),
        (.codex, "echo 'exceeded retry limit, last status: 429 Too Many Requests' >&2; exit 1", nil),
        (
            .gemini,
            #"echo '{"error":{"type":"ApiError","message":"Quota exceeded. Please retry in 32.5s.","code":429}}' >&2; exit 1"#,
            .milliseconds(32500)
        ),
        (
            .opencode,
            #"echo '{"type":"error","error":{"name":"APIError","data":{"message":"Rate limited","statusCode":429}}}'; exit 0"#,
            nil
        ),
        (
            .aider,
            "echo 'litellm.RateLimitError: AnthropicException - retry-after: 20'; echo 'Try again later.'; exit 0",
            .seconds(20)
        ),
    ]

    @Test(arguments: limits.indices)
    func `a rate limit is no step`(index: Int) async throws {
        let (preset, ending, pause) = Self.limits[index]
        let proposal = try await propose(preset, work: "true", ending: ending)
        let failure = try #require(proposal.failure)
        #expect(failure.scope == .attempt && failure.retryAfter == pause)
        #expect(!failure.cause.isEmpty)
        #expect(proposal.changes.isEmpty)
    }

    @Test func `an agent may write about rate limits`() async throws {
        let proposal = try await propose(
            .claudeCode, work: "echo 'retry on 429' > src/a.c; echo 'rate limit handled' >&2",
            ending: #"echo '{"type":"result","is_error":false,"result":"Handle the rate limit (429)"}'"#)
        #expect(proposal.failure?.scope != .attempt)
        #expect(proposal.summary == "Handle the rate limit (429)")
        let failed = try await propose(
            .aider, work: "echo 'int a = 3;' > src/a.c", ending: "echo 'litellm.RateLimitError: retrying'")
        #expect(failed.failure?.scope != .attempt)
        #expect(failed.changes.map(\.path) == ["src/a.c"])
    }

    // MARK: - Credentials

    @Test(arguments: AgentPreset.allCases)
    func `an agent's home holds its own login and nothing else of the user's`(preset: AgentPreset)
        async throws
    {
        try fixture.user.write("other\n", to: "home/.ssh/id")
        try fixture.user.write("history\n", to: "home/.claude/projects/x.jsonl")
        let proposal = try await propose(
            preset, work: "(cd \"$HOME\"; find . -type f | sort) > src/home; echo y >> \"$HOME\"/.a-new-file")
        let found = try #require(proposal.text("src/home")).split(separator: "\n").map(String.init)
        let standIn = try #require(AgentStandIn(rawValue: preset.executable))
        #expect(found == ["./.gitconfig", "./" + standIn.login].sorted())
        #expect(try fixture.user.read("home/" + standIn.login) == "token\n")
        // What was copied does not stay in the slot.
        let left = FileManager.default.enumerator(atPath: fixture.slots.path)?.compactMap { $0 as? String }
        #expect(left?.contains { $0.hasSuffix(standIn.login) } == false)
    }
}
