import StudyFile
import StudyModel
import Testing

/// The keys of `proposer: {kind: chat}`.
struct ChatKeysTests {
    private static func settings(_ proposer: String) throws -> ChatSettings? {
        let text = ParsedStudyTests.minimal + "\nproposer: {kind: chat, \(proposer)}\n"
        let study = try ParsedStudy(text) { $0 == "prompts/mine.mustache" ? "Do {{instructions}}" : nil }
            .study
        guard case .chat(let settings) = study.proposer else { return nil }
        return settings
    }

    private static func problems(_ proposer: String) -> [StudyFileProblem] {
        do {
            _ = try settings(proposer)
            return []
        } catch let error as StudyFileError {
            return error.problems
        } catch {
            return []
        }
    }

    private static let one = "models: [{name: m, url: \"http://127.0.0.1:8080\"}]"

    @Test func `a model with its address is enough`() throws {
        let model = ModelSettings(name: "m", url: "http://127.0.0.1:8080")
        #expect(try Self.settings(Self.one) == ChatSettings(models: [model], choose: .bandit, edits: nil))
    }

    @Test(arguments: [("", ChatSettings.Choosing.bandit), (", weight: 3", .weights)])
    func `several models are chosen by what they bring, unless they have weights`(
        weight: String, choosing: ChatSettings.Choosing
    ) throws {
        let two = "models: [{name: a, url: \"http://a\"}, {name: b, url: \"http://b\"\(weight)}]"
        #expect(try Self.settings(two)?.choose == choosing)
        #expect(try Self.settings(two + ", choose: auto")?.choose == choosing)
        #expect(try Self.settings(two + ", choose: weights")?.choose == .weights)
    }

    @Test func `a record of before the bandit goes by weights, and by blocks as it says`() throws {
        let text = ParsedStudyTests.minimal + "\nproposer: {kind: chat, \(Self.one), edits: blocks}\n"
        var settings = try ParsedStudy(text) { _ in nil }.settings
        settings.byKey["proposer.choose"] = nil
        guard case .chat(let chat) = try SettingsReading(settings).study.proposer else {
            Issue.record("no chat")
            return
        }
        #expect(chat.choose == .weights && chat.edits == .blocks)
    }

    @Test func `every key is read`() throws {
        let found = try Self.settings(
            """
            models: [{name: a, url: "https://a.example/v1", key: A_KEY, weight: 2.5, price: {in: 0.4, out: 1.6}},
              {name: b, url: "https://b.example", api: anthropic, key: {run: pass show b}, headers: {X-Title: hone},
               extra: {cache_prompt: false, top_k: 40, stop: [a, "1"]}, context: 8192}],
            edits: whole, temperature: 0.7, max_tokens: 900, repair: 2, timeout: 30s, prompt: prompts/mine.mustache,
            structured_output: off
            """.replacing("\n", with: " "))
        let first = ModelSettings(
            name: "a", url: "https://a.example/v1", key: .environment("A_KEY"), weight: 2.5,
            price: ModelPrice(input: 0.4, output: 1.6))
        let second = ModelSettings(
            name: "b", api: .anthropic, url: "https://b.example", key: .command(.shell("pass show b")),
            headers: ["X-Title": "hone"],
            extra: [
                "cache_prompt": .bool(false), "top_k": .number(40),
                "stop": .array([.string("a"), .string("1")]),
            ], context: 8192)
        #expect(
            found
                == ChatSettings(
                    models: [first, second], choose: .weights, edits: .whole, temperature: 0.7,
                    maxTokens: 900, repair: 2,
                    timeout: .seconds(30), prompt: "Do {{instructions}}", structuredOutput: .off))
    }

    @Test(arguments: [
        ("key: sk-abc123", "proposer.models[].key"), ("key: AIzaSyD4aaaa", "proposer.models[].key"),
        ("key: 0123456789abcdef0123456789abcdef", "proposer.models[].key"),
        ("key: 'a b'", "proposer.models[].key"),
        ("headers: {Authorization: Bearer abc}", "proposer.models[].headers"),
        ("headers: {X-Other: sk-abc}", "proposer.models[].headers"),
    ])
    func `a key in the file is refused, and not repeated`(text: String, path: String) {
        let found = Self.problems("models: [{name: m, url: \"http://h\", \(text)}]")
        #expect(found.map(\.keyPath) == [path])
        #expect(found.map(\.kind) == [.literalKey])
    }

    @Test func `a password in an address is refused, and not repeated`() {
        let found = Self.problems("models: [{name: m, url: \"http://me:secret@host/v1\"}]")
        #expect(found.map(\.kind) == [.literalKey])
    }

    @Test(arguments: [
        ("models: []", "proposer.models"), ("models: [{url: \"http://h\"}]", "proposer.models[].name"),
        ("models: [{name: m}]", "proposer.models[].url"),
        ("models: [{name: m, url: localhost}]", "proposer.models[].url"),
        ("models: [{name: m, url: \"http://h\", weight: 0}]", "proposer.models[].weight"),
        ("models: [{name: m, url: \"http://h\", price: {in: 1}}]", "proposer.models[].price.out"),
        ("models: [{name: m, url: \"http://h\", prize: 1}]", "proposer.models[].prize"),
        (one + ", edits: patches", "proposer.edits"), (one + ", temperature: hot", "proposer.temperature"),
        (one + ", prompt: none.mustache", "proposer.prompt"), (one + ", command: x", "proposer.command"),
        (one + ", repair: -1", "proposer.repair"), (one + ", max_tokens: 0", "proposer.max_tokens"),
    ])
    func `a mistake is told with its key`(proposer: String, path: String) {
        #expect(Self.problems(proposer).map(\.keyPath) == [path])
    }

    @Test func `the keys of a chat have no meaning with another kind`() throws {
        let text = ParsedStudyTests.minimal + "\nproposer: {kind: mutation, edits: whole}\n"
        #expect(throws: StudyFileError.self) { try ParsedStudy(text) { _ in nil } }
    }
}
