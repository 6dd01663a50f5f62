import StudyModel
import TestSupport
import Testing

@testable import Operations

/// Who could propose on a machine, and how that is written.
struct SurveyedProposersTests {
    @Test(arguments: [
        "mutation", "external", "claude-code", "aider", "./propose.sh --fast", "anthropic:some-model",
        "qwen@http://127.0.0.1:8080",
    ])
    func `who proposes is read as it is written`(word: String) throws {
        #expect(try #require(ProposerChoice(word)).word == word)
    }

    @Test func `an agent is known by its program too, and other words propose nothing`() throws {
        #expect(ProposerChoice("claude") == .agent(.claudeCode))
        #expect(throws: ErrorReport.self) { try StudyForm.proposer("chatty") }
    }

    @Test func `an agent that is logged in comes before a model here, and that before mutation`() async throws
    {
        let folder = try TemporaryDirectory()
        let endpoint = try ScriptedEndpoint { _, _ in
            .json(#"{"data": [{"id": "qwen"}]}"#)
        }
        let checkout = { SurveyedCheckout(top: folder.path, tracked: [], untracked: [], environment: $0) }
        let home = ["PATH": folder.path + "/bin", "HOME": folder.path]
        let servers = [endpoint.url, "http://127.0.0.1:9"]
        let alone = await SurveyedProposers(checkout(home), servers: ["http://127.0.0.1:9"])
        #expect(alone.proposed == .plain(.mutation) && alone.seen.isEmpty)
        let local = await SurveyedProposers(checkout(home), servers: servers)
        #expect(local.proposed.word == "qwen@\(endpoint.url)")
        #expect(endpoint.requests.first?.path == "/v1/models")
        try AgentStandIn.codex.install(work: "true", in: folder.path + "/bin")
        let stranger = await SurveyedProposers(checkout(home), servers: servers)
        #expect(stranger.proposed.word == "qwen@\(endpoint.url)")
        #expect(stranger.seen.contains { $0.contains("codex, not logged in") })
        let keyed = home.merging(["OPENAI_API_KEY": "hush-hush"]) { $1 }
        let agent = await SurveyedProposers(checkout(keyed), servers: servers)
        #expect(agent.proposed == .agent(.codex))
        #expect(agent.seen.contains { $0.contains("Key OPENAI_API_KEY") })
        #expect(!agent.seen.joined().contains("hush"), "keys are seen by their names")
    }

    @Test func `a server that does not answer is not waited for`() async throws {
        let endpoint = try ScriptedEndpoint { _, _ in .stalled(beginning: "{") }
        let folder = try TemporaryDirectory()
        let checkout = SurveyedCheckout(top: folder.path, tracked: [], untracked: [], environment: [:])
        let clock = ContinuousClock()
        let start = clock.now
        let found = await SurveyedProposers(checkout, servers: [endpoint.url])
        #expect(found.proposed == .plain(.mutation))
        // On a busy machine all takes its time; it would be ten minutes.
        #expect(clock.now - start < .seconds(120))
    }
}
