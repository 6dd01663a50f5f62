import LanguageModel
import StudyModel
import Testing

@testable import Proposers

struct ChatProposerTests {
    private static func block(_ old: String, _ new: String, path: String = "src/sort.c") -> String {
        "Grow it\n\nIt was small.\n\n\(path)\n<<<<<<< SEARCH\n\(old)\n=======\n\(new)\n>>>>>>> REPLACE\n"
    }

    private static let good = block("int size = 64;", "int size = 1;")
    private static let bad = block("int size = 46;", "int size = 1;")

    @Test func `an edit becomes a proposal with the reply's own words`() async throws {
        let model = ScriptedModel(.text(Self.good))
        let proposal = try await ChatFixture().propose(model)
        #expect(proposal.failure?.cause == nil)
        #expect(proposal.file("src/sort.c") == EditFixture.sort.replacingFirst("64", with: "1"))
        #expect(proposal.summary == "Grow it")
        #expect(proposal.rationale == "It was small.")
        #expect(proposal.usage == Usage(tokensIn: 100, tokensOut: 10, cost: 0.5))
        #expect(proposal.calls == ModelCalls(model: "m", count: 1, seconds: 2))
        #expect(proposal.kept("reply.md") == Self.good)
    }

    @Test func `what was sent is kept word for word`() async throws {
        let model = ScriptedModel(.text(Self.good))
        let proposal = try await ChatFixture().propose(model)
        let prompt = try #require(proposal.kept("prompt.md"))
        let messages = try #require(model.requests.first?.messages)
        #expect(messages.map(\.role) == [.system, .user])
        #expect(messages.allSatisfy { prompt.contains($0.text) })
        let user = messages[1].text
        #expect(user.contains("Make it better."))
        #expect(user.contains("`src/sort.c`\n\n```c\n" + EditFixture.sort + "```\n"))
        #expect(user.contains("\n# Evidence\n"))
    }

    @Test func `nothing in a prompt is escaped, and nothing in it is taken for a template`() async throws {
        var fixture = ChatFixture()
        fixture.instructions = "a < b && \"c\" {{evidence}}"
        fixture.artifact = FolderOfText(["src/sort.c": "if (a < b && c > d) puts(\"{{x}}'\");\n"])
        let model = ScriptedModel(.text("no"))
        _ = try await fixture.propose(model)
        let user = try #require(model.requests.first?.messages.last?.text)
        #expect(user.contains("a < b && \"c\" {{evidence}}"))
        #expect(user.contains("if (a < b && c > d) puts(\"{{x}}'\");"))
    }

    @Test func `an edit that does not apply gets one repair turn that says why`() async throws {
        let model = ScriptedModel(.text(Self.bad), .text(Self.good))
        let proposal = try await ChatFixture().propose(model)
        #expect(proposal.failure?.cause == nil)
        #expect(proposal.file("src/sort.c") == EditFixture.sort.replacingFirst("64", with: "1"))
        #expect(proposal.usage == Usage(tokensIn: 200, tokensOut: 20, cost: 1))
        #expect(proposal.calls?.count == 2)
        let second = try #require(model.requests.last?.messages)
        #expect(second.map(\.role) == [.system, .user, .assistant, .user])
        #expect(second[2].text == Self.bad)
        #expect(second[3].text.contains("`src/sort.c` has no such text"))
        #expect(second[3].text.contains("int size = 64;"))
        #expect(proposal.kept("reply.md") == Self.bad)
        #expect(proposal.kept("repair.md") == Self.good)
        #expect(proposal.kept("repair-prompt.md")?.contains(second[3].text) == true)
    }

    @Test(arguments: [(nil, 1.4), (0, 0.8), (0.7, 1.4), (2, 2)] as [(Double?, Double)])
    func `what is asked for a third time is asked with more chance`(usual: Double?, then: Double) async throws
    {
        var fixture = ChatFixture()
        fixture.settings.temperature = usual
        let model = ScriptedModel(.text(Self.good))
        _ = try await fixture.propose(model)
        _ = try await fixture.propose(model, asked: 2)
        #expect(model.requests.map(\.temperature) == [usual])
        #expect(fixture.replies.count == 1)
        let other = ChatFixture(settings: fixture.settings)
        _ = try await other.propose(model, asked: 2)
        #expect(model.requests.last?.temperature == then)
    }

    @Test(arguments: [0, 1, 3])
    func `an edit that never applies is a proposal with a problem`(repair: Int) async throws {
        var fixture = ChatFixture()
        fixture.settings.repair = repair
        let model = ScriptedModel(.text(Self.bad))
        let proposal = try await fixture.propose(model)
        #expect(model.requests.count == repair + 1)
        #expect(proposal.changes.isEmpty)
        #expect(proposal.failure?.cause.contains("'src/sort.c' has no such text") == true)
        #expect(proposal.usage.tokensIn == 100 * (repair + 1))
    }

    @Test func `the edits that apply are kept, and the repair turn mends the others`() async throws {
        let good = "src/sort.c\n<<<<<<< SEARCH\nint size = 64;\n=======\nint size = 65;\n>>>>>>> REPLACE\n"
        let bad = good.replacing("size", with: "sise")
        let mended =
            "src/sort.c\n<<<<<<< SEARCH\n    int swaps = 0;\n=======\n    int swaps = 1;\n>>>>>>> REPLACE\n"
        let both = EditFixture.sort.replacing("64", with: "65").replacing("swaps = 0", with: "swaps = 1")
        for second in [mended, good + mended] {
            let model = ScriptedModel(.text(good + bad), .text(second))
            let proposal = try await ChatFixture().propose(model)
            #expect(proposal.changes.first?.content == .file(Array(both.utf8), executable: false))
            #expect(
                model.requests.last?.messages.last?.text.contains("Your other edits are right and are kept")
                    == true)
        }
    }

    @Test func `thoughts without an answer get a repair turn that says so`() async throws {
        let model = ScriptedModel(.text("<think>\n" + Self.good, finish: .cut), .text(Self.good))
        let proposal = try await ChatFixture().propose(model)
        #expect(proposal.changes.map(\.path) == ["src/sort.c"])
        #expect(model.requests.last?.messages.last?.text.contains("ends before you answered") == true)
    }

    @Test func `an edit outside the scope gets a repair turn, and then goes to the store`() async throws {
        let outside = Self.block("exit 1", "exit 0", path: "bench/run.sh")
        let model = ScriptedModel(.text(outside))
        let proposal = try await ChatFixture().propose(model)
        #expect(model.requests.count == 2)
        #expect(model.requests[1].messages[3].text.contains("'bench/run.sh' belongs to the evaluator"))
        #expect(proposal.changes.map(\.path) == ["bench/run.sh"])
        let repaired = try await ChatFixture().propose(ScriptedModel(.text(outside), .text(Self.good)))
        #expect(repaired.changes.map(\.path) == ["src/sort.c"])
        let unread = try await ChatFixture().propose(ScriptedModel(.text(outside), .text("Sorry.")))
        #expect(unread.changes.map(\.path) == ["bench/run.sh"])
    }

    @Test func `a change outside the markers gets a repair turn too`() async throws {
        let text = "int a;\n// hone: begin x\nint b;\n// hone: end\n"
        var fixture = ChatFixture()
        fixture.artifact = FolderOfText(["src/sort.c": text])
        fixture.artifact.editable = ["src/sort.c": [3...3]]
        fixture.scope.regions = .markers
        let model = ScriptedModel(
            .text(Self.block("int a;", "int c;")), .text(Self.block("int b;", "int c;")))
        let proposal = try await fixture.propose(model)
        #expect(proposal.file("src/sort.c") == text.replacingFirst("int b;", with: "int c;"))
        #expect(model.requests[0].messages[1].text.contains("only line 3 (between"))
        #expect(model.requests[1].messages[3].text.contains("outside the markers"))
    }

    @Test func `a model that declines is not asked again`() async throws {
        let model = ScriptedModel(.text("I cannot help with that.", finish: .refused))
        let proposal = try await ChatFixture().propose(model)
        #expect(model.requests.count == 1)
        #expect(proposal.failure?.cause == "the model declined: I cannot help with that.")
        #expect(proposal.usage.tokensOut == 10)
    }

    @Test func `a reply that was cut is told to be shorter`() async throws {
        let model = ScriptedModel(
            .text("src/sort.c\n<<<<<<< SEARCH\nint", finish: .cut), .text(Self.good))
        let proposal = try await ChatFixture().propose(model)
        #expect(proposal.failure?.cause == nil)
        #expect(model.requests[1].messages[3].text.contains("stops in the middle"))
    }

    @Test func `a failure of the endpoint is a proposal with a problem`() async throws {
        let model = ScriptedModel(.failure(.serverError(status: 500, words: "out of order")))
        let proposal = try await ChatFixture().propose(model)
        #expect(proposal.changes.isEmpty)
        #expect(proposal.failure?.cause.contains("500: out of order") == true)
        #expect(proposal.calls?.count == 3)
        let later = try await ChatFixture().propose(
            ScriptedModel(.text(Self.bad), .failure(.timedOut(after: .seconds(5)))))
        #expect(later.failure?.cause.contains("5 s") == true)
        #expect(later.usage.tokensIn == 100)
        #expect(later.kept("reply.md") == Self.bad)
    }

    @Test(arguments: [
        ModelFailure.Cause.noKey(.environment("K")), .unauthorized(words: ""), .quotaSpent(words: ""),
        .notFound(words: ""),
    ])
    func `a failure that every step would meet stops the run`(cause: ModelFailure.Cause) async throws {
        await #expect(throws: ModelFailure.self) {
            _ = try await ChatFixture().propose(ScriptedModel(.failure(cause)))
        }
    }

    @Test
    func `a budget that buys no reply ends the run, and one that buys no repair does not lose the step`()
        async throws
    {
        let none = try await ChatFixture().propose(
            ScriptedModel(.text(Self.good)), allowance: Allowance(tokens: 50))
        #expect(none.ends == .tokens)
        #expect(none.usage == .none)
        let model = ScriptedModel(.text(Self.bad, tokensIn: 1500))
        let some = try await ChatFixture().propose(model, allowance: Allowance(tokens: 2000))
        #expect(model.requests.count == 1)
        #expect(model.requests[0].maxTokens < 2000)
        #expect(some.ends == nil)
        #expect(some.failure?.cause.contains("no such text") == true)
    }

    @Test func `a reply that was kept is not asked for again, and counts as it did`() async throws {
        let fixture = ChatFixture()
        let first = try await fixture.propose(ScriptedModel(.text(Self.bad), .text(Self.good)))
        let model = ScriptedModel(.text("another"))
        let second = try await fixture.propose(model)
        #expect(model.requests.isEmpty)
        #expect(second == first)
        #expect(fixture.replies.count == 2)
        var other = fixture
        other.instructions = "Something else."
        _ = try await other.propose(model)
        #expect(!model.requests.isEmpty)
    }

    @Test func `files that are too large for the model are said to be, and nothing is sent`() async throws {
        var fixture = ChatFixture()
        fixture.settings.models[0].context = 256
        fixture.artifact = FolderOfText(["src/sort.c": String(repeating: "int a;\n", count: 500)])
        let model = ScriptedModel(.text(Self.good))
        let proposal = try await fixture.propose(model)
        #expect(model.requests.isEmpty)
        #expect(proposal.failure?.cause.contains("too large for a prompt") == true)
    }

    @Test func `a prompt of the study's own takes the place of the user's message`() async throws {
        var fixture = ChatFixture()
        fixture.settings.prompt =
            "{{#editable}}<{{path}}>{{/editable}} {{instructions}} & {{reminder}} ({{step}})"
        let model = ScriptedModel(.text(Self.good))
        _ = try await fixture.propose(model)
        #expect(
            model.requests[0].messages[1].text
                == "<src/sort.c> Make it better. & Answer with a summary and SEARCH/REPLACE blocks. (1)")
        #expect(model.requests[0].messages[0].text.contains("<<<<<<< SEARCH"))
        #expect(throws: PromptWriter.BadTemplate.self) {
            try PromptWriter(custom: "{{#editable}} {{/other}}")
        }
    }

    @Test func `several models are asked by their weights`() async throws {
        var fixture = ChatFixture()
        fixture.settings.models.append(ModelSettings(name: "n", url: "http://localhost", weight: 3))
        let choice = ModelChoice(fixture.settings.models)
        let counts = (0..<400).map { choice.index(seed: UInt64($0)) }.reduce(into: [0, 0]) { $0[$1] += 1 }
        #expect((50...150).contains(counts[0]))
    }
}
