import Foundation
import StudyModel
import Testing

/// What a journal holds must come back as it was.
struct CodableTests {
    typealias E = Examples

    @Test(arguments: [
        ResultSource.auto, .file, .stdout, .regex("([0-9]+)"), .json, .googleBenchmark, .hyperfine,
        .pytestBenchmark,
    ])
    func `a result source comes back as it was`(source: ResultSource) throws {
        #expect(try copy(source) == source)
    }

    @Test(arguments: [
        ProposerSettings.mutation, .external,
        .agent(AgentSettings(.command(.direct(["a", "b c"])), timeout: .milliseconds(1), secrets: ["KEY"])),
        .agent(
            AgentSettings(
                .preset(.claudeCode), model: "opus", arguments: ["--x"], credentials: [".a/b"], wait: .zero)),
        .replay(ReplaySettings(run: RunName(text: "sort-1")!)),
    ])
    func `proposer settings come back as they were`(proposer: ProposerSettings) throws {
        #expect(try copy(proposer) == proposer)
    }

    @Test func `chat settings come back as they were`() throws {
        let model = ModelSettings(
            name: "tiny", api: .anthropic, url: "http://localhost:1", key: .command(.shell("pass show key")),
            weight: 0.5, price: ModelPrice(input: 3, output: 15), headers: ["X": "y"],
            extra: ["cache_prompt": .bool(false), "n": .number(1), "a": .array([.null, .string("b")])])
        let settings = ChatSettings(
            models: [model], edits: .diff, temperature: 0.2, prompt: "{{evidence}}", structuredOutput: .off)
        #expect(try copy(settings) == settings)
    }

    @Test func `an agent of the first version is read`() throws {
        let json = #"{"command": {"shell": {"_0": "./a"}}, "timeout": [0, 1000], "secrets": ["KEY"]}"#
        let settings = try JSONDecoder().decode(AgentSettings.self, from: Data(json.utf8))
        #expect(settings.program == .command(.shell("./a")))
        #expect(settings.secrets == ["KEY"])
        #expect(settings.credentials == [])
        #expect(settings.wait == .seconds(3600))
    }

    @Test func `a run's record comes back as it was, every setting in it`() throws {
        var record = E.run(
            SearchSettings(
                accept: AcceptanceSettings(on: .staged, rule: .always), rollback: RollbackSettings()))
        record.study.examples = ExampleSettings(
            file: "x.jsonl", expected: "y",
            split: SplitSettings(train: .count(3), validation: .fraction(0.2), test: .rest), stratify: "z")
        record.study.constraints = [Constraint(metric: "size", relation: .less, limit: 0.1)]
        record.study.evaluator.measure.minGain = .absolute(1e-9)
        record.study.evaluator.build = TimedCommand(run: .direct(["make"]), timeout: .milliseconds(1500))
        record.study.evidence.stages = [FeedbackStage(below: nil, say: "x")]
        record.study.budget = Budget(
            steps: nil, trials: 1, time: .seconds(9), tokens: 2, cost: 0.1, currency: "EUR")
        record.study.seed = .max
        #expect(try copy(record) == record)
    }

    @Test(arguments: [
        ExampleSource.field("part", of: "x.jsonl"),
        .files(SplitFiles(train: "a.jsonl", validation: nil, test: "c.jsonl")),
    ])
    func `a source of examples comes back as it was`(source: ExampleSource) throws {
        let settings = ExampleSettings(source, expected: "y", order: .dataset)
        #expect(try copy(settings) == settings)
    }

    @Test func `examples as runs recorded them before there were several sources are read`() throws {
        let old =
            #"{"file": "x.jsonl", "id": "id", "order": "shuffled", "split": {"train": {"count": {"_0": 3}}}}"#
        let settings = try JSONDecoder().decode(ExampleSettings.self, from: Data(old.utf8))
        #expect(settings == ExampleSettings(file: "x.jsonl", split: SplitSettings(train: .count(3))))
    }

    private func copy<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }
}
