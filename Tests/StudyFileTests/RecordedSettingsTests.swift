import Search
import StudyModel
import Testing
import Text

@testable import StudyFile

/// Settings as a run records them: from a file, by the table, and back.
struct RecordedSettingsTests {
    /// Files that between them give every key several values.
    static let files: [String] = {
        let minimal = ParsedStudyTests.minimal
        let examples = "\nexamples: {file: c.jsonl"
        let chat = "\nproposer: {kind: chat, models: [{name: m, url: \"http://h\"}]"
        return [
            minimal, ParsedStudyTests.everythingText,
            minimal + examples + "}", minimal + examples + ", split: {field: part}}",
            minimal + "\nexamples: {file: {train: a, validation: b, confirm: d, test: c}, expected: x}",
            minimal + examples
                + ", split: {train: 33.3%, validation: 7, confirm: 9, test: 0.1%}, order: dataset, cluster: page}",
            minimal + "\nproposer: {kind: agent, use: codex, model: gpt, args: [--x], timeout: 1ms}",
            minimal + "\nproposer: {kind: agent, command: [a, b c]}",
            minimal.replacing("{direction: minimize}", with: "{direction: minimize, aggregate: 'rmse(p, t)'}")
                + "\nexamples: {file: a, split: {train: rest}}",
            minimal.replacing(
                "{direction: minimize}",
                with: "[{direction: minimize}, {metric: b, direction: maximize, scale: points}]"),
            minimal + "\nproposer: external", minimal + "\nproposer: {kind: replay, run: sort-1}",
            minimal + "\nproposer: {kind: commits, commits: main..feature}",
            minimal + "\nproposer: {kind: tune, method: random}",
            minimal + chat + "}",
            minimal + chat.dropLast(2)
                + ", api: anthropic, key: {run: pass show b}, weight: 0.1, price: {in: 1e-7, out: 3}, headers: {X: y}, "
                + "extra: {a: [1, \"1\", true, {b: c}]}, context: 8192}], edits: diff, temperature: 0.7, prompt: p.md}",
            minimal + "\nsearch: {rollback: {drop: 7%}, accept: {confidence: 99.9%}}",
            minimal
                + "\nbudget: {steps: 1000000000, time: 1500ms, tokens: 12 tokens, cost: 0.00001}",
            minimal + "\nbudget: {time: 3650d, cost: 1234567.5 EUR}\nstop: {score: 1e300, patience: 1}",
            minimal + "\nseed: 9007199254740993\nslots: none\nbatch: {size: 2}",
            minimal.replacing(
                "{command: ./run.sh}",
                with:
                    "{command: {run: \"true\", timeout: 61s}, results: {regex: '(x)'}, keep: {paths: [a], policy: fresh},"
                    + " measure: {min_gain: 0.7%}, sandbox: {memory: 1500B}, setup: make, gates: [[a, \"\"], {run: a, metric: b}, {run: a, metric: c, at_most: -1e-9}]}"
            ),
            minimal.replacing(
                "{command: ./run.sh}",
                with:
                    "{command: x, results: hyperfine, measure: {repeats: 2..5, min_gain: 1e-9}, sandbox: {memory: 3GB}, deterministic: true}"
            ),
            minimal + "\ninstructions: \"a\\nb: {c}\"\nconstraints: {b: \"> -1e-9\", a: == 5}",
        ] + StrategyKind.all.map { "\(minimal)\nsearch: {strategy: {\($0.name): {}}}" }
    }()

    /// Stands in for the file of a prompt.
    private static func template(_ path: String) -> String? { path == "p.md" ? "A template." : nil }

    @Test(arguments: files)
    func `a study comes back from what is recorded of it`(text: String) throws {
        let parsed = try ParsedStudy(text) { Self.template($0) }
        let reading = try SettingsReading(parsed.settings)
        #expect(reading.study == parsed.study)
        #expect(reading.unknown.isEmpty)
    }

    @Test func `every setting has a value other than its default in some of the files`() throws {
        let recorded = try Self.files.map { try ParsedStudy($0) { Self.template($0) }.settings }
        // Options of other strategies than the default are tested for all of them at once.
        for key in KeyReference.all where key.role.isSetting && key.presence != .option {
            let values = Set(recorded.compactMap { $0.byKey[key.path]?.value }).subtracting(
                [key.standard].compactMap { $0 })
            // Of these there is one value.
            if !["version", "search.strategy", "objective.direction"].contains(key.path) {
                #expect(!values.isEmpty, "\(key.path)")
            }
        }
    }

    @Test func `every key that has a value in a study is recorded, whatever it comes from`() throws {
        let settings = try ParsedStudy(ParsedStudyTests.minimal).settings
        let own: Set = ["proposer", "examples", "search"]
        let expected = KeyReference.all.filter { key in
            key.role.isSetting && key.presence != .alternative
                && !own.contains { key.path.hasPrefix($0 + ".") }
        }.map(\.path)
        #expect(Set(expected).subtracting(settings.byKey.keys).isEmpty)
        #expect(settings.byKey["examples"] == .init(value: .string("none"), origin: .default))
        #expect(settings.byKey["search.rollback"] == .init(value: .string("none"), origin: .default))
        #expect(settings.byKey["search.rollback.drop"] == nil)
        #expect(
            settings.byKey["evaluator.command"]?.value
                == .object(["run": .string("./run.sh"), "timeout": .string("60s")]))
        #expect(settings.byKey["evaluator.command"]?.origin == .file)
        #expect(settings.byKey["seed"] == .init(value: .number(1), origin: .default))
    }

    @Test func `a setting says where it came from`() throws {
        let text =
            ParsedStudyTests.minimal + "\nexamples: {file: c, split: {train: 3, validation: 3}}\nseed: 3"
        let settings = try ParsedStudy(
            text,
            options: [
                "seed": .number(7), "budget.steps": .number(3), "search.rollback.patience": .number(2),
            ],
            readFile: { _ in nil }
        ).settings.byKey
        #expect(settings["seed"] == .init(value: .number(7), origin: .option))
        #expect(settings["budget.steps"] == .init(value: .number(3), origin: .option))
        #expect(settings["search.rollback.patience"]?.origin == .option)
        #expect(settings["search.rollback.drop"]?.origin == .default)
        #expect(settings["examples.split.train"]?.origin == .file)
        #expect(settings["search.select"] == .init(value: .string("validation"), origin: .auto))
        #expect(settings["search.accept.on"] == .init(value: .string("train"), origin: .default))
    }

    @Test(arguments: KeyReference.all.filter { $0.role.isSetting }.map(\.path))
    func `a value is the same from the command line as from the file`(key: String) throws {
        for text in Self.files {
            let settings = try ParsedStudy(text, readFile: Self.template).settings
            // A prompt is recorded as its text, and written as its path.
            guard let value = settings.byKey[key]?.value, key != "proposer.prompt" else { continue }
            let given = try ParsedStudy(text, options: [key: value], readFile: Self.template)
            #expect(given.settings.byKey[key] == .init(value: value, origin: .option))
        }
    }

    // MARK: - Records of other programs

    @Test func `a setting that a record lacks acts as hone did before there was the key`() throws {
        var settings = try ParsedStudy(ParsedStudyTests.minimal).settings
        settings.byKey["seed"] = nil
        #expect(try SettingsReading(settings).study.seed == 1)
        let keys = KeyReference.all.map { key in
            key.path == "seed"
                ? KeyReference.defaulted("seed", .seed, .at(\.seed), "", before: 77) : key
        }
        let findings = Findings()
        let reader = StudyReader(given: GivenSettings(settings), findings: findings, keys: keys)
        #expect(reader.readRecord().seed == 77)
        #expect(reader.readFile().seed == 1)
    }

    @Test func `a record with nothing but what every study says is the study of the first day`() throws {
        let all = try ParsedStudy(ParsedStudyTests.minimal).settings
        let required = ["version", "study", "artifact.editable", "evaluator.command", "objective.direction"]
        let reading = try SettingsReading(RecordedSettings(all.byKey.filter { required.contains($0.key) }))
        // A default that changes leaves this as it is: the key then says what was `before`.
        let first = Study(
            name: "sort", instructions: "",
            artifact: ArtifactSettings(
                base: "HEAD", editable: ["src/sort.c"], frozen: [], regions: .wholeFile),
            context: [],
            evaluator: EvaluatorSettings(
                files: [], hidden: [], inputs: [], setup: nil, build: nil, gates: [],
                command: TimedCommand(run: .shell("./run.sh"), timeout: .seconds(60)), results: .auto,
                missing: .reject, deterministic: false, cache: false,
                measure: MeasureSettings(
                    repeats: 5, statistic: .median, compare: .stored, minGain: .relative(0), exclusive: false,
                    confirm: 20),
                secrets: [], keep: KeepSettings(paths: [], policy: .warm),
                sandbox: SandboxSettings(
                    mode: .auto, network: false, memory: nil, processes: nil, read: [], write: [])),
            objective: Objective(metric: "score", direction: .minimize), constraints: [], examples: nil,
            batch: BatchSettings(size: nil),
            evidence: EvidenceSettings(
                template: .batch, horizon: CreditHorizon(steps: nil, keep: .last), memory: 5,
                trials: ShownTrialSettings(show: nil), show: [.score, .feedback, .trace, .comparison],
                stages: [], limit: 24000),
            proposer: .mutation,
            search: SearchSettings(
                strategy: StrategySettings("chain"), round: 1,
                accept: AcceptanceSettings(on: .train, rule: .better, confidence: 0.95), rollback: nil,
                debug: DebugSettings(turns: 0),
                select: .train),
            budget: Budget(steps: 20, trials: nil, time: nil, tokens: nil, cost: nil, currency: "USD"),
            stop: StopSettings(score: nil, patience: nil, failures: nil),
            parallel: ParallelSettings(propose: 1, evaluate: 1), branches: .living, slots: nil,
            store: StoreSettings(traces: .evidence), seed: 1)
        #expect(reading == SettingsReading(study: first))
    }

    @Test func `a key of a newer program is passed over`() throws {
        let parsed = try ParsedStudy(ParsedStudyTests.minimal)
        var settings = parsed.settings
        settings.byKey["search.oracle"] = .init(value: .string("delphi"), origin: .file)
        #expect(try SettingsReading(settings) == SettingsReading(study: parsed.study))
    }

    @Test(arguments: [
        ("branches", JSONValue.string("evergreen"), "evergreen"), ("seed", .string("7"), "7"),
        ("evaluator.results", .object(["xpath": .string("//a")]), "{xpath: //a}"),
        ("proposer.kind", .string("oracle"), "oracle"),
        (
            "evaluator.gates", .array([.object(["run": .string("x"), "host": .string("h")])]),
            "[{host: h, run: x}]"
        ),
    ])
    func `a word of a newer program is named, and leaves the rest to be read`(
        key: String, value: JSONValue, shown: String
    ) throws {
        var settings = try ParsedStudy(ParsedStudyTests.minimal + "\nbatch: {size: 3}").settings
        settings.byKey[key]?.value = value
        let reading = try SettingsReading(settings)
        #expect(reading.unknown == [.init(key: key, value: shown)])
        #expect(reading.study.batch.size == 3)
    }

    @Test(arguments: ["study", "objective.direction", "evaluator.command"])
    func `without what every study says there is no study`(key: String) throws {
        var settings = try ParsedStudy(ParsedStudyTests.minimal).settings
        settings.byKey[key] = nil
        #expect(throws: UnreadableSettings(keys: [key])) { try SettingsReading(settings) }
        settings.byKey[key] = .init(value: .array([]), origin: .file)
        #expect(throws: UnreadableSettings(keys: [key])) { try SettingsReading(settings) }
    }
}

extension KeyReference.Role {
    fileprivate var isSetting: Bool {
        if case .setting = self { true } else { false }
    }
}
