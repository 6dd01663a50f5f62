import StudyFile
import StudyModel
import Testing

struct ParsedStudyTests {
    static let minimal = """
        version: 1
        study: sort
        artifact: {editable: [src/sort.c]}
        evaluator: {command: ./run.sh}
        objective: {direction: minimize}
        """

    @Test func `a minimal file takes every default`() throws {
        let parsed = try ParsedStudy(Self.minimal)
        let command = TimedCommand(run: .shell("./run.sh"), timeout: .seconds(60))
        let study = Study(
            name: "sort", artifact: ArtifactSettings(editable: ["src/sort.c"]),
            evaluator: EvaluatorSettings(command: command), objective: Objective(direction: .minimize))
        #expect(parsed.study == study)
        #expect(parsed.text == Self.minimal)
        #expect(parsed.warnings.isEmpty)
        #expect(parsed.study.evaluator.measure.compare == .interleaved)
        #expect(parsed.study.evaluator.measure.confirm == 20)
    }

    @Test func `a mark of the byte order at the start is no text`() throws {
        #expect(try ParsedStudy("\u{FEFF}" + Self.minimal).study == ParsedStudy(Self.minimal).study)
    }

    @Test func `repeats are averaged inside an example, and their median taken where there is none`() throws {
        let examples = "\nexamples: {file: cases.jsonl}\n"
        let of = { (more: String) in try ParsedStudy(Self.minimal + more).study.evaluator.measure.statistic }
        #expect(try of("") == .median && of(examples) == .mean)
        let named = Self.minimal.replacing(
            "command: ./run.sh", with: "command: ./run.sh, measure: {statistic: median}")
        #expect(named != Self.minimal)
        #expect(try ParsedStudy(named + examples).study.evaluator.measure.statistic == .median)
    }

    @Test func `a preset brings its key variables and its login, unless the file names others`() throws {
        func agent(_ more: String) throws -> ProposerSettings {
            try ParsedStudy(Self.minimal + "\nproposer: {kind: agent, use: codex\(more)}\n").study.proposer
        }
        #expect(try agent("") == .agent(AgentSettings(.preset(.codex))))
        #expect(
            try agent(", model: gpt-5, args: [--oss], secrets: [], credentials: [~/.codex/auth.json]")
                == .agent(
                    AgentSettings(
                        .preset(.codex), model: "gpt-5", arguments: ["--oss"], secrets: [],
                        credentials: [".codex/auth.json"])))
        let own = AgentSettings(.preset(.codex))
        #expect(
            try agent(", secrets: [MORE, default], credentials: [default, .netrc]")
                == .agent(
                    AgentSettings(
                        .preset(.codex), secrets: ["MORE"] + own.secrets,
                        credentials: own.credentials + [".netrc"])))
    }

    @Test func `a replay names its run`() throws {
        let study = try ParsedStudy(Self.minimal + "\nproposer: {kind: replay, run: sort-1}\n").study
        #expect(study.proposer == .replay(ReplaySettings(run: try #require(RunName(text: "sort-1")))))
    }

    @Test func `every key is read`() throws {
        let text = Self.everythingText
        let study = try ParsedStudy(text).study
        #expect(study == Self.everything)
        #expect(Set(try ParsedStudy(text).settings.byKey.values.map(\.origin)) == [.file])
    }

    @Test func `a text stands for the command, and a list is started directly`() throws {
        let text = Self.minimal.replacing(
            "{command: ./run.sh}", with: "{command: [./run.sh, a b], setup: make deps}")
        let evaluator = try ParsedStudy(text).study.evaluator
        #expect(evaluator.command.run == .direct(["./run.sh", "a b"]))
        #expect(evaluator.setup == TimedCommand(run: .shell("make deps"), timeout: .seconds(300)))
    }

    @Test func `instructions are a file's text where there is one`() throws {
        let text = Self.minimal + "\ninstructions: docs/goal.md"
        let parsed = try ParsedStudy(text) { $0 == "docs/goal.md" ? "Be fast.\n" : nil }
        #expect(parsed.study.instructions == "Be fast.\n")
        let missing = try ParsedStudy(text)
        #expect(missing.study.instructions == "docs/goal.md")
        #expect(missing.warnings == [.instructionsLookLikePath("docs/goal.md")])
    }

    @Test func `a file outside the repository is never read for instructions`() throws {
        for path in ["/etc/hostname", "../secret.txt", "a/../../b.md", ".git/config"] {
            let parsed = try ParsedStudy(Self.minimal + "\ninstructions: \(path)") { _ in
                Issue.record("was read")
                return nil
            }
            #expect(parsed.study.instructions == path)
        }
    }

    @Test func `examples may be split by a field, or by files`() throws {
        let byField = Self.minimal + "\nexamples: {file: c.jsonl, split: {field: part}}"
        let study = try ParsedStudy(byField).study
        #expect(study.examples?.source == .field("part", of: "c.jsonl"))
        #expect(study.search.select == .validation)
        let byFile = Self.minimal + "\nexamples: {file: {train: a.jsonl, test: c.jsonl}}"
        let files = try ParsedStudy(byFile).study
        #expect(files.examples?.source == .files(SplitFiles(train: "a.jsonl", test: "c.jsonl")))
        #expect(files.search.select == .train)
        #expect(files.protectedFiles == ["/a.jsonl", "/c.jsonl"])
    }

    @Test func `the winner is selected by validation where there is such a split`() throws {
        let text = Self.minimal + "\nexamples: {file: c.jsonl, split: {train: 5, validation: rest}}"
        #expect(try ParsedStudy(text).study.search.select == .validation)
        #expect(try ParsedStudy(Self.minimal).study.search.select == .train)
    }

    @Test(arguments: [
        ("", Repeats.race(2...10)), ("measure: {repeats: 3..8}", .race(3...8)), ("measure: {repeats: 7}", 7),
        ("measure: {compare: stored}", 5), ("deterministic: true", 1),
    ])
    func `noisy runs beside each other race, where nobody chose otherwise`(setting: String, repeats: Repeats)
        throws
    {
        let text = Self.minimal.replacing("{command: ./run.sh}", with: "{command: x, \(setting)}")
        #expect(try ParsedStudy(text).study.evaluator.measure.repeats == repeats)
        #expect(
            try ParsedStudy(text + "\nexamples: {file: c.jsonl}").study.evaluator.measure.repeats
                == (repeats == .race(2...10) ? 5 : repeats))
        let always = try ParsedStudy(text + "\nsearch: {accept: {rule: always}}")
        #expect(always.study.repeats == (repeats == .race(2...10) ? 5 : try ParsedStudy(text).study.repeats))
        let isChosen = setting.contains("..")
        #expect(
            always.warnings == (isChosen ? [.noRace(because: "search.accept.rule: always", repeats: 5)] : []))
    }

    @Test(arguments: [
        ("", 10), ("examples: {file: c.jsonl}", 5), ("search: {accept: {rule: always}}", 10),
    ])
    func `several objectives have as many repeats where a race is written for them as where nothing is`(
        setting: String, repeats: Int
    ) throws {
        let two = "objective: [{metric: ms, direction: minimize}, {metric: kb, direction: minimize}]\n"
        let text = Self.minimal.replacing("objective: {direction: minimize}", with: two + setting)
        let written = text.replacing(
            "{command: ./run.sh}", with: "{command: ./run.sh, measure: {repeats: 2..10}}")
        let studies = try [text, written].map { try ParsedStudy($0).study }
        #expect(studies.map(\.repeats) == [repeats, repeats])
        #expect(studies[0].evaluator.measure.repeats == .fixed(repeats))
    }

    @Test func `settings that do nothing are warned of`() throws {
        let text = """
            version: 1
            study: sort
            artifact: {editable: [src/, "!src/keep.c"]}
            evaluator: {command: x, deterministic: true, measure: {repeats: 3}}
            objective: {direction: maximize}
            """
        #expect(
            try ParsedStudy(text).warnings == [
                .uselessNegation(keyPath: "artifact.editable", pattern: "!src/keep.c"),
                .withoutEffect(keyPath: "evaluator.measure.repeats", because: "evaluator.deterministic"),
            ])
    }

    @Test func `an agent without instructions, batches without examples and a run without end are warned of`()
        throws
    {
        let text =
            Self.minimal + "\n"
                + """
                proposer: {kind: agent, command: x}
                batch: {size: 3}
                budget: {steps: none}
                """
        let warnings = try ParsedStudy(text).warnings
        #expect(
            warnings == [
                .noInstructions, .withoutEffect(keyPath: "batch.size", because: "examples"), .endless,
            ])
        #expect(try ParsedStudy(text + "\nstop: {patience: 3}").warnings.last != .endless)
    }

    static let everythingText = """
        version: 1
        study: sort
        instructions: Make it faster. C17, keep the ABI.
        artifact: {base: main, editable: [src/sort.c, "!src/x.c"], frozen: [src/abi.h], regions: markers, max_size: 1MiB,
          knobs: {BLOCK: {in: 16..4096, scale: log}, "src/sort.c:7": {of: [1, 2, 4]}},
          coverage: {run: make lcov, timeout: 2m}}
        context: [include/sort.h]
        evaluator:
          files: [bench/**]
          hidden: [bench/secret/**]
          inputs: [{from: /data/corpus, to: corpus/}]
          setup: {run: make deps, timeout: 5m}
          build: {run: [make, -j2], timeout: 1h30m}
          gates: [{run: make test, timeout: 500ms}, "./lint", [./check, all files], {run: ./quick, metric: quick, at_least: 0.5, at_most: 2}]
          command: {run: ./bench/run.sh, timeout: 90s}
          results: {regex: "took ([0-9.]+)"}
          missing: worst
          deterministic: false
          cache: false
          measure: {repeats: 7, warmup: 2, statistic: mean, compare: interleaved, min_gain: 1%, exclusive: true, confirm: 3}
          secrets: [API_KEY]
          keep: {paths: [build, out/], policy: fresh}
          sandbox: {mode: required, network: true, memory: 2GiB, processes: 64, read: [/opt], write: [/var/x], devices: [/dev/fuse]}
        objective: {metric: seconds, direction: minimize, scale: points, aggregate: none}
        constraints: {error_rate: "<= 0.01", "size": ">100"}
        examples: {file: cases.jsonl, id: key, expected: answer, split: {train: 15, validation: 20%, confirm: 8, test: rest}, order: sequential, stratify: answer, cluster: document}
        batch: {size: 3}
        evidence:
          template: episodic
          horizon: {steps: 100, keep: every-nth}
          memory: 0
          trials: {show: 7, prefer: worst}
          history: full
          show: [score, expected]
          compared: {better: Go on., worse: Go back., same: Change the model.}
          stages: [{below: 0.5, say: Try a different algorithm.}, {say: Good.}]
          limit: 9000 tokens
        proposer:
          {kind: agent, command: "./agent --go", timeout: 20m, secrets: [TOKEN], credentials: [~/.agent], wait: 10m, ceiling: 60}
        search:
          strategy: {chain: {restart: {after: 150, from: best}}}
          round: 2
          accept: {on: staged, rule: always, confidence: 0.9}
          rollback: {patience: 4, drop: 30%}
          debug: {turns: 3}
          select: validation
        budget: {steps: none, updates: 40, trials: 500, time: 2h, tokens: 1_000_000, cost: 5 EUR}
        stop: {score: -1.5e-3, patience: 10, failures: 5}
        parallel: {propose: 2, evaluate: 3}
        branches: all
        slots: /scratch
        store: {traces: all}
        seed: 18446744073709551615
        """

    static let everything = Study(
        name: "sort", instructions: "Make it faster. C17, keep the ABI.",
        artifact: ArtifactSettings(
            base: "main", editable: ["src/sort.c", "!src/x.c"], frozen: ["src/abi.h"], regions: .markers,
            maxSize: 1 << 20,
            knobs: [
                KnobSettings(name: "BLOCK", values: .range(16...4096, .log)),
                KnobSettings(name: "src/sort.c:7", values: .choice([1, 2, 4])),
            ], coverage: TimedCommand(run: .shell("make lcov"), timeout: .seconds(120))),
        context: ["include/sort.h"],
        evaluator: EvaluatorSettings(
            files: ["bench/**"], hidden: ["bench/secret/**"],
            inputs: [EvaluatorInput(from: "/data/corpus", to: "corpus")],
            setup: TimedCommand(run: .shell("make deps"), timeout: .seconds(300)),
            build: TimedCommand(run: .direct(["make", "-j2"]), timeout: .seconds(5400)),
            gates: [
                Gate(TimedCommand(run: .shell("make test"), timeout: .milliseconds(500))),
                Gate(TimedCommand(run: .shell("./lint"), timeout: .seconds(300))),
                Gate(TimedCommand(run: .direct(["./check", "all files"]), timeout: .seconds(300))),
                Gate(
                    TimedCommand(run: .shell("./quick"), timeout: .seconds(300)),
                    score: Gate.Score(metric: "quick", atLeast: 0.5, atMost: 2)),
            ],
            command: TimedCommand(run: .shell("./bench/run.sh"), timeout: .seconds(90)),
            results: .regex("took ([0-9.]+)"), missing: .worst, deterministic: false, cache: false,
            measure: MeasureSettings(
                repeats: 7, warmup: 2, statistic: .mean, compare: .interleaved, minGain: .relative(0.01),
                exclusive: true,
                confirm: 3),
            secrets: ["API_KEY"], keep: KeepSettings(paths: ["build", "out"], policy: .fresh),
            sandbox: SandboxSettings(
                mode: .required, network: true, memory: 2_147_483_648, processes: 64, read: ["/opt"],
                write: ["/var/x"], devices: ["/dev/fuse"])),
        objective: Objective(metric: "seconds", direction: .minimize, scale: .points),
        constraints: [
            Constraint(metric: "error_rate", relation: .atMost, limit: 0.01),
            Constraint(metric: "size", relation: .greater, limit: 100),
        ],
        examples: ExampleSettings(
            file: "cases.jsonl", id: "key", expected: "answer",
            split: SplitSettings(
                train: .count(15), validation: .fraction(0.2), confirm: .count(8), test: .rest),
            order: .sequential,
            stratify: "answer", cluster: "document"),
        batch: BatchSettings(size: 3),
        evidence: EvidenceSettings(
            template: .episodic, horizon: CreditHorizon(steps: 100, keep: .everyNth), memory: 0,
            trials: ShownTrialSettings(show: 7, prefer: .worst), history: .full, show: [.score, .expected],
            compared: .init(better: "Go on.", worse: "Go back.", same: "Change the model."),
            stages: [
                FeedbackStage(below: 0.5, say: "Try a different algorithm."),
                FeedbackStage(below: nil, say: "Good."),
            ],
            limit: 9000),
        proposer: .agent(
            AgentSettings(
                .command(.shell("./agent --go")), timeout: .seconds(1200), secrets: ["TOKEN"],
                credentials: [".agent"], wait: .seconds(600))),
        ceiling: 60,
        search: SearchSettings(
            strategy: StrategySettings(
                "chain", ["restart.after": .number(150), "restart.from": .string("best")]), round: 2,
            accept: AcceptanceSettings(on: .staged, rule: .always, confidence: 0.9),
            rollback: RollbackSettings(patience: 4, drop: 0.3), debug: DebugSettings(turns: 3),
            select: .validation),
        budget: Budget(
            steps: nil, updates: 40, trials: 500, time: .seconds(7200), tokens: 1_000_000, cost: 5,
            currency: "EUR"),
        stop: StopSettings(score: -0.0015, patience: 10, failures: 5),
        parallel: ParallelSettings(propose: 2, evaluate: 3), branches: .all, slots: "/scratch",
        store: StoreSettings(traces: .all), seed: .max)
}

extension ParsedStudy {
    /// Reads a file in a repository without other files.
    init(_ text: String) throws { try self.init(text) { _ in nil } }
}
