import Foundation
import StudyModel
import Testing

/// What a journal holds must come back as it was.
struct CodableTests {
    typealias E = Examples

    static let events: [Event] = {
        let step = StepID(number: 3, writer: E.other)
        var full = E.step(
            3, from: 1, score: 0.1 + 0.2, .accepted, comparison: E.comparison, splits: ["train": 0.3])
        full.parentEvaluation = E.evaluation(nil)
        full.evaluation?.trials[0].example = "case-1"
        full.evaluation?.trials[0].trace = "traces/case-1.0.jsonl"
        full.evaluation?.trials[0].feedback = "a \u{2028} \"b\"\n\u{1} é 😀"
        full.evaluation?.trials[0].seed = .max
        full.calls = ModelCalls(model: "tiny", count: 2, seconds: 1.25, isEstimated: true)
        var bare = E.step(4, score: nil, .rejected)
        bare.candidate = nil
        bare.tree = nil
        bare.verdict = nil
        bare.evaluation = nil
        bare.outcome = .noProposal
        let land = LandRecord(
            id: "l1", candidate: E.commit(3), onto: "refs/heads/main", from: E.commit(0), result: E.commit(9),
            recordedAt: 5)
        return [
            .step(full), .step(bare),
            .reverted(
                RevertRecord(
                    lineage: .first, to: E.commit(1), toStep: step, commit: E.commit(8), recordedAt: 1)),
            .forked(
                ForkRecord(lineage: LineageName(ordinal: 27), at: E.commit(1), step: step, recordedAt: 2)),
            .adopted(AdoptRecord(lineage: .first, head: E.commit(5), previous: E.commit(4), recordedAt: 3)),
            .branchDeleted(BranchDeletedRecord(lineage: .first, head: E.commit(5), recordedAt: 4)),
            .finished(
                FinishRecord(
                    reason: .exhausted, winner: E.commit(3), winnerStep: step, comparison: E.comparison,
                    confirmed: true, commandRuns: 40, usage: Usage(tokensIn: 1), recordedAt: 6)),
            .landing(land), .landed(land),
            .testing(
                TestRecord(
                    id: "t", candidate: E.commit(3), step: step, number: 1, examples: 4, repeats: 2,
                    recordedAt: 7)),
            .tested(
                TestRecord(
                    id: "t", candidate: E.commit(3), step: step, number: 1, examples: 4, repeats: 2,
                    evaluation: E.evaluation(0.5), low: 0.25, high: 0.75, recordedAt: 8)),
        ]
    }()

    @Test(arguments: events)
    func `an event comes back as it was`(event: Event) throws {
        #expect(try copy(event) == event)
    }

    @Test(arguments: Outcome.allCases)
    func `an outcome is stored as its words`(outcome: Outcome) throws {
        #expect(try json(outcome) == "\"\(outcome.rawValue)\"")
        #expect(try copy(outcome) == outcome)
    }

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

    @Test func `a step that was recorded before calls were is read`() throws {
        let step = E.step(3, score: 0.5, .accepted)
        #expect(step.calls == nil)
        #expect(try !json(step).contains("calls"))
        #expect(try copy(step) == step)
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

    @Test func `attachments are no part of an evaluation's encoding`() throws {
        var evaluation = E.evaluation(1)
        evaluation.attachments = [Attachment(path: "stdout", text: "secret")]
        #expect(try !json(evaluation).contains("secret"))
        evaluation.attachments = []
        #expect(try copy(evaluation) == evaluation)
    }

    @Test(arguments: [
        0.1 + 0.2, 1e-300, 1.7976931348623157e308, -0.0, .leastNonzeroMagnitude, 123456789.123456789,
    ])
    func `a number comes back to the last bit`(value: Double) throws {
        let summary = MetricSummary(value: value, direction: nil, n: 1, sd: nil)
        #expect(try copy(summary).value.bitPattern == value.bitPattern)
    }

    private func copy<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}
