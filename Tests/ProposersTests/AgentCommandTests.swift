import StudyModel
import TestSupport
import Testing
import Workspaces

@testable import Proposers

/// What a command of the study's own can tell hone beside its output.
@Suite(.ownThread)
struct AgentCommandTests {
    @Test func `the usage file tells what each turn cost`() async throws {
        let proposal = try await AgentFixture().propose(
            """
            echo '{"tokens": {"in": 1000, "out": 20}, "cost": {"amount": 0.25}}' > "$HONE_USAGE"; echo x >> src/a.c
            [ -n "$HONE_REPAIR" ] && git checkout -q HEAD -- other.txt || echo y > other.txt
            """)
        #expect(proposal.usage == Usage(tokensIn: 2000, tokensOut: 40, cost: 0.5))
    }

    @Test(arguments: [
        "echo nonsense > \"$HONE_USAGE\"", "echo '{\"cost\": -1}' > \"$HONE_USAGE\"",
        "ln -s /etc/passwd \"$HONE_USAGE\"", "mkfifo \"$HONE_USAGE\"", "mkdir \"$HONE_USAGE\"",
        "echo '{\"tokens\": {\"in\": -5}}' > \"$HONE_USAGE\"", "true",
    ])
    func `a usage file that says nothing counts nothing`(work: String) async throws {
        let proposal = try await AgentFixture().propose("echo x >> src/a.c; " + work)
        #expect(proposal.usage == .none)
        #expect(proposal.failure?.cause == nil)
    }

    @Test func `an exit with 75 asks to be tried again`() async throws {
        let fixture = try AgentFixture()
        let told = try await fixture.propose("echo 90 > \"$HONE_RETRY_AFTER\"; echo 'come back' >&2; exit 75")
        #expect(
            told.failure == Failure(.attempt, "come back", retryAfter: .seconds(90)))
        let untold = try await fixture.propose("exit 75")
        #expect(untold.failure == Failure(.attempt, "it exited with 75"))
    }

    @Test func `a command's words about rate limits mean nothing`() async throws {
        let proposal = try await AgentFixture().propose("echo 'rate limit 429' >&2; exit 1")
        #expect(proposal.failure?.scope != .attempt)
        #expect(proposal.failure?.cause == "the agent exited with 1: rate limit 429")
    }

    @Test func `a command's credentials are copied from the home, folders too`() async throws {
        let fixture = try AgentFixture()
        try fixture.user.write("a\n", to: "home/.tool/a")
        try fixture.user.write("b\n", to: "home/.tool/deep/b")
        try fixture.user.write("c\n", to: "home/.toolrc")
        let proposal = try await fixture.propose(
            AgentSettings(
                .command(.shell("(cd \"$HOME\"; find . -type f | sort) > src/home")),
                credentials: [".tool", ".toolrc", ".missing"]))
        #expect(proposal.text("src/home") == "./.gitconfig\n./.tool/a\n./.tool/deep/b\n./.toolrc\n")
    }

    @Test(arguments: [
        ("resets at 3pm", Duration.seconds(56800)),
        ("try again in 4 days 20 hours 9 minutes", .seconds(418140)),
        ("Retry-After: 7", .seconds(7)), ("retry after 1h2m3s", .seconds(3723)),
        ("quota will reset after 0s", .zero), ("resets Apr 23 at 4pm", nil), ("in a while", nil),
        ("resets 23:12", .seconds(60)),
    ])
    func `when a limit ends is read from what is said of it`(words: String, pause: Duration?) throws {
        let notice = try #require(
            RateLimitNotice(in: "usage limit: " + words, now: AgentFixture.now, offsetMinutes: 60))
        #expect(notice.retryAfter == pause)
    }

    @Test(arguments: ["all is well", "port 4290 is in use", "line 1429: syntax error"])
    func `what is about anything else is no limit`(text: String) {
        #expect(RateLimitNotice(in: text, now: 0, offsetMinutes: 0) == nil)
    }
}
