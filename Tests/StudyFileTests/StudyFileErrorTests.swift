import Search
import StudyFile
import StudyModel
import Testing

struct StudyFileErrorTests {
    typealias Kind = StudyFileProblem.Kind

    /// A line of the file, what is wrong with it, and where in that line.
    struct Mistake: Sendable {
        let text: String
        let keyPath: String
        let column: Int
        let kind: Kind

        init(_ text: String, _ keyPath: String, _ column: Int, _ kind: Kind) {
            self.text = text
            self.keyPath = keyPath
            self.column = column
            self.kind = kind
        }
    }

    static let wrongValues: [Mistake] = [
        Mistake(
            "batch: {size: 1000000001}", "batch.size", 15,
            .wrongValue(expected: .either(.atMost(1_000_000_000), "all"), found: "\"1000000001\"")),
        Mistake("seed: soon", "seed", 7, .wrongValue(expected: .wholeNumber(atLeast: 0), found: "\"soon\"")),
        Mistake("seed: -1", "seed", 7, .wrongValue(expected: .wholeNumber(atLeast: 0), found: "\"-1\"")),
        Mistake("seed: '1'", "seed", 7, .wrongValue(expected: .wholeNumber(atLeast: 0), found: "\"1\"")),
        Mistake("seed:", "seed", 6, .wrongValue(expected: .wholeNumber(atLeast: 0), found: "nothing")),
        Mistake("context: a", "context", 10, .wrongValue(expected: .list(.text), found: "\"a\"")),
        Mistake("context: [a, [b]]", "context", 14, .wrongValue(expected: .text, found: "a list")),
        Mistake("budget: 5", "budget", 9, .wrongValue(expected: .group, found: "\"5\"")),
        Mistake(
            "budget: {time: soon}", "budget.time", 16,
            .wrongValue(expected: .either(.duration, "none"), found: "\"soon\"")),
        Mistake(
            "budget: {time: 5}", "budget.time", 16,
            .wrongValue(expected: .either(.duration, "none"), found: "\"5\"")),
        Mistake(
            "budget: {time: 0s}", "budget.time", 16,
            .wrongValue(expected: .either(.duration, "none"), found: "\"0s\"")),
        Mistake(
            "budget: {cost: 5 dollars}", "budget.cost", 16,
            .wrongValue(expected: .either(.money, "none"), found: "\"5 dollars\"")),
        Mistake(
            "budget: {tokens: 1.5}", "budget.tokens", 18,
            .wrongValue(expected: .either(.tokens, "none"), found: "\"1.5\"")),
        Mistake(
            "budget: {steps: 0}", "budget.steps", 17,
            .wrongValue(expected: .either(.wholeNumber(atLeast: 1), "none"), found: "\"0\"")),
        Mistake(
            "stop: {score: nan}", "stop.score", 15,
            .wrongValue(expected: .either(.number, "none"), found: "\"nan\"")),
        Mistake(
            "stop: {score: 0x10}", "stop.score", 15,
            .wrongValue(expected: .either(.number, "none"), found: "\"0x10\"")),
        Mistake(
            "search: {accept: {confidence: 0.5}}", "search.accept.confidence", 31,
            .wrongValue(expected: .confidence, found: "\"0.5\"")),
        Mistake(
            "search: {accept: {confidence: 1}}", "search.accept.confidence", 31,
            .wrongValue(expected: .confidence, found: "\"1\"")),
        Mistake(
            "search: {rollback: {drop: 120%}}", "search.rollback.drop", 27,
            .wrongValue(expected: .share, found: "\"120%\"")),
        Mistake(
            "branches: some", "branches", 11,
            .wrongValue(expected: .oneOf(["living", "all", "best", "none"]), found: "\"some\"")),
        Mistake(
            "constraints: {e: less}", "constraints.e", 18,
            .wrongValue(expected: .constraint, found: "\"less\"")),
        Mistake(
            "evidence: {memory: -1}", "evidence.memory", 20,
            .wrongValue(expected: .wholeNumber(atLeast: 0), found: "\"-1\"")),
        Mistake(
            "examples: {file: /etc/x}", "examples.file", 18, .wrongValue(expected: .path, found: "\"/etc/x\"")
        ),
        Mistake(
            "proposer: agents", "proposer.kind", 11,
            .wrongValue(
                expected: .oneOf(["mutation", "tune", "chat", "agent", "external", "replay", "commits"]),
                found: "\"agents\"")),
    ]

    static let others: [Mistake] = [
        Mistake("sed: 1", "sed", 1, .unknownKey(nearest: "seed")),
        Mistake("budgt: {}", "budgt", 1, .unknownKey(nearest: "budget")),
        Mistake("xylophone: 1", "xylophone", 1, .unknownKey(nearest: nil)),
        Mistake("search: {acept: {}}", "search.acept", 10, .unknownKey(nearest: "search.accept")),
        Mistake(
            "search: {rollback: {dorp: 1}}", "search.rollback.dorp", 21,
            .unknownKey(nearest: "search.rollback.drop")),
        Mistake(
            "evidence: {stages: [{says: x, say: y}]}", "evidence.stages[].says", 22,
            .unknownKey(nearest: "evidence.stages[].say")),
        Mistake(
            "search: {strategy: stairs}", "search.strategy", 20,
            .wrongValue(
                expected: .oneOf([StrategyKind.auto] + StrategyKind.all.map(\.name)), found: "\"stairs\"")),
        Mistake("proposer: {kind: chat}", "proposer.models", 11, .missingKey(expected: .list(.group))),
        Mistake("proposer: {kind: replay}", "proposer.run", 11, .missingKey(expected: .name)),
        Mistake(
            "proposer: {kind: agent, run: a-1, command: x}", "proposer.run", 30,
            .onlyWith(setting: "proposer.kind: replay")),
        Mistake(
            "proposer: {kind: agent, command: x, use: codex}", "proposer.command", 34,
            .excluded(by: "'proposer.use'")),
        Mistake(
            "proposer: {kind: agent, use: cursor}", "proposer.use", 30,
            .wrongValue(
                expected: .oneOf(["claude-code", "codex", "aider", "gemini", "opencode"]), found: "\"cursor\""
            )),
        Mistake(
            "proposer: {kind: agent, command: x, model: y}", "proposer.model", 44,
            .onlyWith(setting: "proposer.use")),
        Mistake(
            "proposer: {kind: agent, command: x, credentials: [../y]}", "proposer.credentials", 51,
            .wrongValue(expected: .homePath, found: "\"../y\"")),
        Mistake(
            "proposer: {timeout: 5m}", "proposer.timeout", 21, .onlyWith(setting: "proposer.kind: agent")),
        Mistake("proposer: {kind: agent}", "proposer.command", 11, .missingKey(expected: .command)),
        Mistake("search: {select: validation}", "search.select", 18, .missingSplit(name: "validation")),
        Mistake("search: {accept: {on: staged}}", "search.accept.on", 23, .missingSplit(name: "validation")),
        Mistake(
            "examples: {file: c, split: {train: rest, test: rest}}", "examples.split", 28, .impossibleSplit),
        Mistake(
            "examples: {file: c, split: {train: 60%, test: 50%}}", "examples.split", 28, .impossibleSplit),
        Mistake(
            "examples: {file: {train: a}, split: {train: 3}}", "examples.split", 37,
            .excluded(by: "a file for each split")),
        Mistake("examples: {file: {train: a, test: a}}", "examples.file", 18, .sameFile),
        Mistake(
            "examples: {file: c, split: {field: x, train: 3}}", "examples.split.train", 46,
            .excluded(by: "'examples.split.field'")),
        Mistake("examples: {id: x}", "examples.file", 11, .missingKey(expected: .path)),
        Mistake("context: ['a[']", "context", 10, .emptyPattern(pattern: "a[")),
        Mistake("context: ['# note']", "context", 10, .emptyPattern(pattern: "# note")),
    ]

    @Test(arguments: wrongValues + others)
    func `a mistake is told with its key and place`(mistake: Mistake) throws {
        let problems = problems(ParsedStudyTests.minimal + "\n" + mistake.text)
        let expected = "\(mistake.keyPath) 6:\(mistake.column) \(mistake.kind)"
        #expect(problems.map(described) == [expected])
    }

    @Test(
        arguments: [
            ("command: ' '", "evaluator.command", .wrongValue(expected: .command, found: "\" \"")),
            ("command: {timeout: 5s}", "evaluator.command.run", .missingKey(expected: .command)),
            (
                "command: x, gates: make", "evaluator.gates",
                .wrongValue(expected: .list(.command), found: "\"make\"")
            ),
            (
                "command: x, gates: [{run: []}]", "evaluator.gates[].run",
                .wrongValue(expected: .command, found: "a list")
            ),
            (
                "command: x, gates: [{run: y, at_least: 1}]", "evaluator.gates[].at_least",
                .onlyWith(setting: "evaluator.gates[].metric")
            ),
            (
                "command: x, gates: [{run: y, metric: q, at_least: 2, at_most: 1}]",
                "evaluator.gates[].at_most",
                .excluded(by: "'evaluator.gates[].at_least', which is more")
            ),
            (
                "command: x, gates: [{run: y, metric: q}, {run: z, metric: q}]", "evaluator.gates",
                .excluded(by: "another figure that is called 'q'")
            ),
            (
                "command: x, gates: [{run: y, metric: q, at_least: high}]", "evaluator.gates[].at_least",
                .wrongValue(expected: .number, found: "\"high\"")
            ),
            (
                "command: x, results: elsewhere", "evaluator.results",
                .wrongValue(
                    expected: .oneOf([
                        "auto", "file", "google-benchmark", "hyperfine", "json", "openevolve",
                        "pytest-benchmark", "shinka", "stdout", "{regex: …}",
                    ]), found: "\"elsewhere\"")
            ),
            (
                "command: x, results: {regex: '('}", "evaluator.results.regex",
                .wrongValue(expected: .regularExpression, found: "\"(\"")
            ),
            (
                "command: x, results: {regex: 'a'}", "evaluator.results.regex",
                .wrongValue(expected: .regularExpression, found: "\"a\"")
            ),
            (
                "command: x, measure: {repeats: 0}", "evaluator.measure.repeats",
                .wrongValue(expected: .repeats, found: "\"0\"")
            ),
            (
                "command: x, measure: {repeats: 6..10}", "evaluator.measure.repeats",
                .wrongValue(expected: .repeats, found: "\"6..10\"")
            ),
            (
                "command: x, measure: {repeats: 2..}", "evaluator.measure.repeats",
                .wrongValue(expected: .repeats, found: "\"2..\"")
            ),
            (
                "command: x, measure: {min_gain: -1%}", "evaluator.measure.min_gain",
                .wrongValue(expected: .gain, found: "\"-1%\"")
            ),
            (
                "command: x, deterministic: yes", "evaluator.deterministic",
                .wrongValue(expected: .truth, found: "\"yes\"")
            ),
            (
                "command: x, secrets: [A-B]", "evaluator.secrets",
                .wrongValue(expected: .environmentName, found: "\"A-B\"")
            ),
            ("command: x, keep: [../x]", "evaluator.keep", .wrongValue(expected: .path, found: "\"../x\"")),
            ("command: x, inputs: [{from: a}]", "evaluator.inputs[].to", .missingKey(expected: .path)),
            (
                "command: x, sandbox: {memory: lots}", "evaluator.sandbox.memory",
                .wrongValue(expected: .either(.size, "none"), found: "\"lots\"")
            ),
            (
                "command: x, files: [bench/**], hidden: [data/**]", "evaluator.hidden",
                .hidesNothing(pattern: "data/**")
            ),
            ("command: x, hidden: [secret.txt]", "evaluator.hidden", .hidesNothing(pattern: "secret.txt")),
            ("gates: []", "evaluator.command", .missingKey(expected: .command)),
        ] as [(String, String, Kind)])
    func `a mistake in the evaluator is told with its key`(text: String, keyPath: String, kind: Kind) {
        let file = ParsedStudyTests.minimal.replacing("command: ./run.sh", with: text)
        let problems = problems(file)
        #expect(problems.map { "\($0.keyPath) \($0.kind)" } == ["\(keyPath) \(kind)"])
        #expect(problems.first?.place?.line == 4)
    }

    @Test func `all mistakes are told at once, in the order of the file`() {
        let text = """
            version: 1
            study: Sort It
            artifact: {editabel: [x]}
            evaluator: {command: {run: x, timeout: soon}}
            objective: {direction: down}
            seed: x
            """
        #expect(
            problems(text).map { "\($0.place?.line ?? 0) \($0.keyPath)" } == [
                "2 study", "3 artifact.editabel", "3 artifact.editable", "4 evaluator.command.timeout",
                "5 objective.direction", "6 seed",
            ])
    }

    @Test func `an empty file lacks what every study has`() {
        for text in ["", "# nothing\n", "{}"] {
            #expect(
                problems(text).map(\.keyPath).sorted() == [
                    "artifact.editable", "evaluator.command", "objective.direction", "study", "version",
                ])
        }
    }

    @Test(arguments: ["2", "0", "one", "'1'", "1.0"])
    func `a version that is not known is the only problem`(version: String) {
        let problems = problems("study: x\nversion: \(version)\nanything: else\n")
        #expect(problems.map(\.keyPath) == ["version"])
        #expect(problems.first?.place == Place(line: 2, column: 10))
        let found = "\"\(version.filter { $0 != "'" })\""
        #expect(problems.first?.kind == .unknownVersion(found: found, known: 1))
    }

    @Test func `a key that is there twice is refused`() {
        let problems = problems(ParsedStudyTests.minimal + "\nseed: 1\nstop: {}\nseed: 2\n")
        #expect(problems.map(\.kind) == [.duplicateKey])
        #expect(problems.first?.keyPath == "seed")
        #expect(problems.first?.place?.line == 6)
    }

    @Test(arguments: [
        "a: [b", "a: b: c", "\tx: 1", "a: *nowhere", "a: 1\n---\nb: 2", "a: \"\\q\"", "a: \u{1}",
    ])
    func `a text that is no YAML is refused`(text: String) throws {
        let problem = try #require(problems(text).first)
        guard case .notYAML(let detail) = problem.kind else {
            Issue.record("\(problem.kind)")
            return
        }
        #expect(!detail.isEmpty)
    }

    @Test func `a short text that stands for a huge one is refused`() {
        let levels = (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
        let text = "a0: &a0 [x, x]\n" + levels.joined(separator: "\n")
        #expect(problems(text).map(\.kind) == [.notYAML(detail: "aliases that multiply")])
    }

    @Test(arguments: ["[a]", "text", "? [a]\n: b"])
    func `a file that is no group of keys is refused`(text: String) {
        #expect(!problems(text).isEmpty)
    }

    private func described(_ problem: StudyFileProblem) -> String {
        "\(problem.keyPath) \(problem.place?.line ?? 0):\(problem.place?.column ?? 0) \(problem.kind)"
    }

    private func problems(_ text: String) -> [StudyFileProblem] {
        do {
            _ = try ParsedStudy(text)
            return []
        } catch let error as StudyFileError {
            return error.problems
        } catch {
            Issue.record(error)
            return []
        }
    }
}
