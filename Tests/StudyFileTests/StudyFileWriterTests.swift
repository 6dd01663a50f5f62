import StudyModel
import Testing

@testable import StudyFile

struct StudyFileWriterTests {
    let draft = StudyDraft(name: "sort", editable: ["src/**"], command: "./bench.sh", direction: .minimize)

    @Test(arguments: [StudyFileWriter.Extent.short, .full])
    func `a new file has the defaults that a minimal one has`(extent: StudyFileWriter.Extent) throws {
        let minimal = try ParsedStudy(
            """
            version: 1
            study: sort
            artifact: {editable: [src/**]}
            evaluator: {command: ./bench.sh}
            objective: {direction: minimize}
            """)
        let written = try ParsedStudy(StudyFileWriter.text(draft, extent: extent))
        #expect(written.study == minimal.study)
        #expect(written.warnings.isEmpty)
    }

    /// Where the settings come from but for what the file leaves to hone.
    private func origins(_ parsed: ParsedStudy) -> [String: RecordedSettings.Setting] {
        #expect(parsed.settings.byKey["search.strategy"]?.origin == .auto)
        let left = ["search.strategy", "search.debug.turns"]
        return parsed.settings.byKey.filter { entry in !left.contains { entry.key.hasPrefix($0) } }
    }

    @Test func `the full file leaves nothing but optional groups to its default`() throws {
        let written = try ParsedStudy(StudyFileWriter.text(draft, extent: .full))
        let defaults = origins(written).filter { $0.value.origin != .file }
        #expect(
            defaults.keys.sorted() == [
                "artifact.coverage", "evaluator.build", "evaluator.setup", "examples", "search.rollback",
            ])
        #expect(defaults.values.allSatisfy { $0 == .init(value: .string("none"), origin: .default) })
    }

    @Test func `what the full file has commented out is right too`() throws {
        let text = StudyFileWriter.text(draft, extent: .full)
        let written = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let margin = line.prefix { $0 == " " }
            let rest = line.dropFirst(margin.count)
            let isComment = rest.hasPrefix("# ") && !rest.dropFirst().hasPrefix("  ")
            return rest.hasPrefix("#") && !isComment ? margin + rest.dropFirst() : line
        }
        // A preset excludes a command, and a replay is a proposer of its own, as is a chat.
        let all = written.joined(separator: "\n")
        let others = ["use", "model", "args", "run", "commits", "method"]
        let agent = Self.without(
            others + Self.chatKeys, all.replacing("kind: mutation", with: "kind: agent"))
        let parsed = try ParsedStudy(agent)
        #expect(Set(origins(parsed).values.map(\.origin)) == [.file])
        #expect(parsed.study.examples == ExampleSettings(file: "cases.jsonl"))
        #expect(parsed.study.search.rollback == RollbackSettings())
        #expect(parsed.study.evaluator.build?.timeout == .seconds(600))
        #expect(parsed.study.proposer == .agent(AgentSettings(.command(.shell("./agent.sh")))))
        let chat = Self.without(
            others + ["command", "secrets", "credentials", "wait", "prompt"],
            all.replacing("kind: mutation", with: "kind: chat"))
        guard case .chat(let settings) = try ParsedStudy(chat).study.proposer else {
            Issue.record("no chat")
            return
        }
        #expect(settings.models == [ModelSettings(name: "qwen2.5-coder", url: "http://127.0.0.1:8080")])
        #expect(settings.edits == nil && settings.choose == .bandit)
    }

    private static let chatKeys = [
        "models", "choose", "edits", "temperature", "max_tokens", "repair", "prompt", "structured_output",
    ]

    /// The file without some keys of `proposer`.
    private static func without(_ keys: [String], _ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in !keys.contains { line.hasPrefix("  \($0): ") } }.joined(separator: "\n")
    }

    @Test func `every key is in the table once, and every group has some`() {
        let groups = KeyReference.all.filter { $0.presence == .group || $0.presence == .optionalGroup }
        #expect(groups.allSatisfy { !KeyReference.children(of: $0.path).isEmpty })
        #expect(Set(KeyReference.all.map(\.path)).count == KeyReference.all.count)
    }

    @Test(arguments: [
        "evaluator: {command: x, inputs: [{from: /data, to: d}], gates: [{run: make test, timeout: 5m}]}",
        "evaluator: {command: x, results: {regex: \"took ([0-9.]+) s\"}, keep: {paths: [b], policy: warm}}",
        "examples: {file: {train: a, validation: b, confirm: d, test: c}}",
        "examples: {file: a, split: {field: part}}",
        "evidence: {stages: [{below: 0.5, say: Try.}]}",
        """
        proposer: {kind: chat, models: [{name: n, url: "https://h", api: openai, key: KEY, weight: 1,
          price: {in: 0.4, out: 1.6}, headers: {X-Title: hone}, extra: {cache_prompt: false}, context: 8192}]}
        """,
    ])
    func `longer ways to write a key are read`(text: String) throws {
        let rest = ParsedStudyTests.minimal.split(separator: "\n").filter {
            !$0.hasPrefix(text.prefix { $0 != ":" })
        }
        let last = text.hasPrefix("evaluator") ? "" : "\nevaluator: {command: x}"
        let base = rest.filter { !$0.hasPrefix("evaluator") }.joined(separator: "\n")
        #expect(throws: Never.self) { try ParsedStudy(base + last + "\n" + text) }
    }

    @Test func `the short file has what the draft decides and little else`() throws {
        var draft = draft
        draft.build = "make"
        draft.gates = ["make test"]
        draft.metric = "seconds"
        draft.base = "v1"
        draft.files = ["bench/**"]
        draft.instructions = "Faster."
        let text = StudyFileWriter.text(draft, extent: .short)
        #expect(text.split(separator: "\n").count < 60)
        let study = try ParsedStudy(text).study
        #expect(study.evaluator.build?.run == .shell("make"))
        #expect(study.evaluator.gates.map(\.command.run) == [.shell("make test")])
        #expect(study.objective.metric == "seconds")
        #expect(study.artifact.base == "v1")
        #expect(study.evaluator.files == ["bench/**"])
        #expect(study.instructions == "Faster.")
        #expect(try ParsedStudy(StudyFileWriter.text(draft, extent: .full)).study == study)
    }

    @Test(arguments: [
        "./run.sh --n=5 \"a b\" | tail -1", "echo: x", "- a", "# x", "null", "~", "true", "1.5", " x ", "*",
        "a\tb",
        "a\nb: c\n", "{a}", "[a]", "'", "\\n", "é 語 😀", "x\u{FEFF}y", "a\u{2028}b", "\u{7F}", "!x", "%x",
        "@x",
        "yes",
        "x #y", "a:b", ">", "<= 1",
    ])
    func `any text comes back as it was written`(text: String) throws {
        let draft = StudyDraft(
            name: "x", instructions: text + ".", editable: ["a", "p" + text], gates: [text], command: text,
            metric: text,
            direction: .maximize)
        let study = try ParsedStudy(StudyFileWriter.text(draft, extent: .short)).study
        #expect(study.instructions == text + ".")
        #expect(study.artifact.editable == ["a", "p" + text])
        #expect(study.evaluator.gates.map(\.command.run) == [.shell(text)])
        #expect(study.evaluator.command.run == .shell(text))
        #expect(study.objective.metric == text)
    }

    @Test(arguments: [
        "a: b\n# c\n\n  d \ne", "a\nb\n", "a\nb\n\n", " a\nb", "\na\nb", "a\n \n", "a\n  ", "é\nb", "a\tb\nc",
        "---\n...\n- x",
    ])
    func `instructions of several lines come back as they were, whatever they hold`(text: String) throws {
        var draft = draft
        draft.instructions = text
        #expect(try ParsedStudy(StudyFileWriter.text(draft, extent: .short)).study.instructions == text)
    }

    @Test func `further keys and remarks are written where they belong`() throws {
        var draft = draft
        draft.settings = [
            "budget.steps": .number(7), "artifact.regions": .string("markers"),
            "evaluator.gates": .array([
                .object(["run": .string("x y"), "metric": .string("m"), "at_least": .number(0.5)])
            ]),
        ]
        draft.remarks = ["One.", "two: 2"]
        let text = StudyFileWriter.text(draft, extent: .short)
        let study = try ParsedStudy(text).study
        #expect(study.budget.steps == 7 && study.artifact.regions == .markers)
        #expect(study.evaluator.gates.map(\.score) == [.init(metric: "m", atLeast: 0.5)])
        #expect(text.hasSuffix("\n\n# One.\n# two: 2\n"))
    }

    @Test func `an optional group is commented out at its own margin`() {
        let text = StudyFileWriter.text(draft, extent: .full)
        #expect(text.contains("  # Runs once, on the base\n  #setup:\n  #  # The command; text"))
        #expect(text.contains("  #  run: make deps\n"))
        #expect(text.contains("\n#examples:\n"))
        #expect(text.contains("\n    run: ./bench.sh\n"))
    }

    @Test func `the reference has a row for every key`() {
        let rows = KeyReference.markdownReference().split(separator: "\n")
        for key in KeyReference.all {
            #expect(rows.count { $0.hasPrefix("| `\(key.path)` | ") } == 1, "\(key.path)")
        }
        #expect(rows.contains("| `objective.direction` | minimize or maximize. Required. |"))
        #expect(rows.contains("| `seed` | Where every random choice derives from. Default: `1`. |"))
    }
}
