import StudyModel
import Testing
import Workspaces

@testable import Proposers

struct AgentProposerTests {
    @Test func `the proposal is what the slot holds afterwards`() async throws {
        let proposal = try await AgentFixture().propose(
            """
            echo 'int a = 3;' > src/a.c; rm src/b.c; echo 'int c;' > src/c.c; chmod +x src/c.c
            echo thinking; echo; echo 'Raise a and drop b'; echo ' '; echo oops >&2
            """)
        #expect(proposal.failure?.cause == nil)
        #expect(
            proposal.changes == [
                FileChange(path: "src/a.c", content: .file(Array("int a = 3;\n".utf8), executable: false)),
                FileChange(path: "src/b.c", content: .deleted),
                FileChange(path: "src/c.c", content: .file(Array("int c;\n".utf8), executable: true)),
            ])
        #expect(proposal.summary == "Raise a and drop b")
        #expect(proposal.attachment("reply.md")?.hasPrefix("thinking\n") == true)
        #expect(proposal.attachment("agent-stderr") == "oops\n")
    }

    @Test func `what the agent committed counts like what it did not, and names the candidate`() async throws
    {
        let proposal = try await AgentFixture().propose(
            """
            set -e
            echo 'int a = 3;' > src/a.c; git add -A
            git commit -q -m 'Raise a to 3' -m 'Because of the cache.'
            echo 'int b = 4;' > src/b.c; echo done
            """)
        #expect(proposal.changes.map(\.path) == ["src/a.c", "src/b.c"])
        #expect(proposal.summary == "Raise a to 3")
        #expect(proposal.rationale == "Because of the cache.")
    }

    @Test func `the agent is told the evidence, the instructions, the run, the step and its seed`()
        async throws
    {
        let proposal = try await AgentFixture().propose(
            """
            { cat "$HONE_EVIDENCE" "$HONE_INSTRUCTIONS"; echo "$HONE_RUN $HONE_STEP $((HONE_SEED + 1)) ${HONE_REPAIR-none}"; } > src/told
            """)
        let told = try #require(proposal.text("src/told"))
        #expect(told.hasPrefix("# Evidence\n# Instructions\n\nMake it better."))
        #expect(told.contains("- `src/**`"))
        #expect(told.hasSuffix("demo-1 1 2147483648 none\n"))
    }

    @Test func `it sees its secrets and nothing else of the environment, the repository or hidden files`()
        async throws
    {
        let fixture = try AgentFixture(["src/a.c": "1\n", "secret/cases": "2\n"])
        let proposal = try await fixture.propose(
            """
            { echo "$AGENT_KEY ${OTHER-none}"; ls secret 2>/dev/null; git log --oneline | wc -l; git remote
              git rev-list --all --objects | grep -c secret || true; } > src/seen
            """, secrets: ["AGENT_KEY"], hidden: ["secret/**"])
        #expect(proposal.text("src/seen") == "k3y none\n1\n0\n")
    }

    @Test func `new files outside the scope are dropped and listed`() async throws {
        let proposal = try await AgentFixture().propose(
            "echo 3 > src/a.c; mkdir tmp; echo x > tmp/notes; echo y > .agent-log")
        #expect(proposal.changes.map(\.path) == ["src/a.c"])
        #expect(proposal.rationale.contains("- .agent-log\n- tmp/notes"))
        #expect(proposal.attachment("left-out.txt") == ".agent-log\ntmp/notes\n")
    }

    @Test func `a change of a tracked file outside the scope earns one repair turn`() async throws {
        let proposal = try await AgentFixture().propose(
            """
            if [ -n "$HONE_REPAIR" ]; then git checkout -q HEAD -- other.txt; cat "$HONE_REPAIR" > src/repair
            else echo 3 > src/a.c; echo y > other.txt; fi
            """)
        #expect(proposal.failure?.cause == nil)
        #expect(proposal.changes.map(\.path) == ["src/a.c", "src/repair"])
        #expect(proposal.text("src/repair")?.contains("- `other.txt`: it is not in the scope") == true)
    }

    @Test func `what is still outside the scope after that is left for the store to refuse`() async throws {
        let proposal = try await AgentFixture().propose("echo turn >> src/a.c; echo y > other.txt")
        #expect(proposal.changes.map(\.path) == ["other.txt", "src/a.c"])
        #expect(proposal.text("src/a.c") == "int a = 1;\nturn\nturn\n")
    }

    @Test func `changes of an agent that fails are not used`() async throws {
        let proposal = try await AgentFixture().propose("echo 3 > src/a.c; echo 'no credit left' >&2; exit 3")
        #expect(proposal.changes.isEmpty)
        #expect(proposal.failure?.cause == "the agent exited with 3: no credit left")
        #expect(proposal.attachment("agent-stderr") == "no credit left\n")
    }

    @Test func `where the repair turn fails the first is left for the store to refuse`() async throws {
        let proposal = try await AgentFixture().propose(
            "[ -z \"$HONE_REPAIR\" ] || exit 1; echo 3 > src/a.c; echo y > other.txt")
        #expect(proposal.changes.map(\.path) == ["other.txt", "src/a.c"])
        #expect(proposal.failure?.cause == nil)
    }

    @Test
    func `an agent that never ends is killed at its time limit, and what it had changed is a candidate`()
        async throws
    {
        let proposal = try await AgentFixture().propose(
            "echo 3 > src/a.c; while :; do :; done", timeout: .seconds(1))
        #expect(proposal.changes.map(\.path) == ["src/a.c"] && proposal.failure == nil)
        #expect(proposal.rationale.contains("Not finished: the agent ran out of time, 1 s."))
        let idle = try await AgentFixture().propose("while :; do :; done", timeout: .seconds(1))
        #expect(idle.failure == Failure(.step, "the agent ran out of time, 1 s"))
    }

    @Test(arguments: [
        "echo 'Invalid API key · Please run /login'; exit 1", "echo 'Not logged in' >&2; exit 1",
        "echo 'Credit balance is too low'; exit 1", "echo 'Invalid API key · Please run /login'",
        "echo 'Please set an Auth method in settings.json' >&2; exit 41",
    ])
    func `a login or an account that is missing ends the run, wherever the agent says so`(script: String)
        async throws
    {
        let failure = try #require(try await AgentFixture().propose(script).failure)
        #expect(failure.scope == .run)
        let said = script.split(separator: "'")[1]
        #expect(failure.cause.contains(said))
    }

    @Test func `an agent that looked and changed nothing is no reason to end the run`() async throws {
        let failure = try await AgentFixture().propose("echo 'I read the authentication code: nothing to do'")
            .failure
        #expect(failure?.scope == .step && failure?.isAnswer == true)
        #expect(failure?.cause == "the agent changed nothing")
    }

    @Test func `an agent that changes nothing says so`() async throws {
        let fixture = try AgentFixture()
        #expect(try await fixture.propose("true").failure?.cause == "the agent changed nothing")
        let outside = try await fixture.propose("echo x > notes")
        #expect(
            outside.failure?.cause
                == "the agent changed nothing in the scope; 1 files outside it, or too large, were dropped")
    }

    @Test func `a program that is not there stops the run, one that a shell misses is a problem`()
        async throws
    {
        let fixture = try AgentFixture()
        await #expect(throws: WorkspaceError.executableNotFound("no-such-agent")) {
            try await fixture.propose(.direct(["no-such-agent"]))
        }
        let problem = try await fixture.propose("no-such-agent").failure?.cause
        #expect(problem?.hasPrefix("the agent's command was not found: ") == true)
        #expect(problem?.contains("no-such-agent") == true)
    }

    @Test func `the next step starts from the parent again, and the checkout is untouched`() async throws {
        let fixture = try AgentFixture()
        _ = try await fixture.propose("echo 3 > src/a.c; echo x > junk; rm -rf .git; echo z > src/z")
        let second = try await fixture.propose("cat src/a.c; ls; git status --short; echo 4 > src/b.c")
        #expect(second.changes.map(\.path) == ["src/b.c"])
        #expect(second.attachment("reply.md") == "int a = 1;\nother.txt\nsrc\n")
        #expect(try fixture.repository.git("status", "--short") == "")
    }

    @Test(arguments: [
        ("Tune the block size", "Tune the block size"), ("work\n  Short one.  \n\n", "Short one."),
        ("{\"result\": 1}", "edit src/a.c and 1 more"),
        (String(repeating: "long ", count: 20), "edit src/a.c and 1 more"),
        ("", "edit src/a.c and 1 more"), ("---", "edit src/a.c and 1 more"),
    ])
    func `the last line is the summary where it can be a subject`(reply: String, summary: String) {
        let changes = ["src/a.c", "src/b.c"].map { FileChange(path: $0, content: .deleted) }
        #expect(AgentReply(reply).summary(commit: nil, changes: changes) == summary)
    }
}
