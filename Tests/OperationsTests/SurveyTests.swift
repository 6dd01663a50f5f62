import Foundation
import StudyModel
import TestSupport
import Testing
import Text

@testable import Operations

/// What a checkout is seen to have, before there is a study for it.
struct SurveyTests {
    /// A checkout of these files, of which git has all but some.
    private static func checkout(
        _ files: [String: String], untracked: [String] = [], environment: [String: String] = [:],
        in folder: TemporaryDirectory
    ) throws -> SurveyedCheckout {
        for (path, text) in files { try folder.write(text, to: path) }
        return SurveyedCheckout(
            top: folder.path, tracked: files.keys.filter { !untracked.contains($0) }.sorted(),
            untracked: untracked, environment: environment)
    }

    /// A project by its files, and what is proposed of it.
    struct Layout: CustomTestStringConvertible, Sendable {
        let name: String
        let files: [String: String]
        var measure: String?
        var build: String?
        var tests: [String] = []
        var editable: [String] = []
        var frozen: [String] = []
        var results: String?
        var direction: Direction?

        var testDescription: String { name }
    }

    static let layouts = [
        Layout(
            name: "pytest-benchmark in a flat package",
            files: [
                "pyproject.toml": "[tool.pytest.ini_options]\n", "words/__init__.py": "",
                "words/tests/test_a.py": "",
                "other/__init__.py": "",
                "bench/test_bench.py": "from words import top\ndef test_top(benchmark): pass\n",
                "setup.py": "",
            ],
            measure:
                "python3 -m pytest -q -p no:cacheprovider bench/test_bench.py --benchmark-json=\"$HONE_RESULTS\"",
            tests: ["python3 -m pytest -q -x -p no:cacheprovider words"], editable: ["words/**/*.py"],
            frozen: ["words/tests/**"], results: "pytest-benchmark", direction: .minimize),
        Layout(
            name: "sources below src, tests alone",
            files: [
                "setup.cfg": "[tool:pytest]\n", "src/mod/a.py": "", "tests/test_a.py": "import pytest\n",
            ],
            tests: ["PYTHONPATH=src python3 -m pytest -q -x -p no:cacheprovider tests"],
            editable: ["src/mod/**/*.py"]),
        Layout(
            name: "unittest",
            files: ["requirements.txt": "", "a.py": "", "tests/test_a.py": "import unittest\n"],
            tests: ["python3 -m unittest discover -q -s tests"], editable: ["/a.py"]),
        Layout(
            name: "make",
            files: [
                "Makefile": "CC := cc\nbench test: all\n\t./x\n.PHONY: all\n", "src/a.c": "",
                "src/test_a.c": "", "main.c": "",
            ],
            measure: "make -s bench", build: "make", tests: ["make -s test"],
            editable: ["/main.c", "src/**"],
            frozen: ["src/test_a.c"]),
        Layout(
            name: "CMake with Google Benchmark",
            files: [
                "CMakeLists.txt": "enable_testing()\nadd_test(NAME a COMMAND a)\n",
                "bench/CMakeLists.txt":
                    "add_executable(my_bench b.cc)\ntarget_link_libraries(my_bench benchmark::benchmark)\n",
                "lib/a.cc": "", "bench/b.cc": "",
            ],
            measure: "build/bench/my_bench --benchmark_out=\"$HONE_RESULTS\" --benchmark_out_format=json",
            build: "cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build -j2",
            tests: ["ctest --test-dir build --output-on-failure"], editable: ["lib/**"],
            results: "google-benchmark", direction: .minimize),
        Layout(
            name: "a crate with a bench",
            files: [
                "Cargo.toml": "[package]\nname = \"a\"\n[[bench]]\nname = \"sums\"\nharness = false\n",
                "src/lib.rs": "", "benches/sums.rs": "fn main() {}",
            ],
            measure: "cargo bench --offline --quiet --bench sums", build: "cargo build --release --offline",
            tests: ["cargo test --release --offline --quiet"], editable: ["src/**/*.rs"]),
        Layout(
            name: "npm scripts",
            files: [
                "package.json": #"{"scripts": {"test": "node --test", "bench": "node bench.js"}}"#,
                "lib/a.js": "", "bench.js": "",
            ],
            measure: "npm run --silent bench", tests: ["npm test --silent"], editable: ["lib/**"]),
        Layout(
            name: "a Swift package",
            files: [
                "Package.swift": "", "Sources/Sort/a.swift": "", "Sources/bench/main.swift": "",
                "Tests/SortTests/a.swift": "",
            ],
            measure: ".build/release/bench", build: "swift build -c release --disable-sandbox",
            tests: ["swift test --disable-sandbox --quiet"], editable: ["Sources/Sort/**"]),
        Layout(
            name: "a Go module",
            files: ["go.mod": "", "a.go": "", "a_test.go": "func BenchmarkA(b *testing.B) {}"],
            measure: "go test -run '^$' -bench . .", tests: ["go test ./..."], editable: ["*.go"],
            frozen: ["*_test.go"], direction: .minimize),
        Layout(
            name: "a prompt",
            files: [
                "prompt.txt": "", "cases.jsonl": "{\"name\": \"a\", \"answer\": \"b\"}\n",
                "evaluate.py": "open('prompt.txt')\n",
            ],
            measure: "python3 evaluate.py", editable: ["/prompt.txt"], direction: .maximize),
        Layout(
            name: "scripts", files: ["bench/build.sh": "", "bench/run.sh": "", "test.sh": "", "a.c": ""],
            measure: "sh bench/run.sh", build: "sh bench/build.sh", tests: ["sh test.sh"], editable: ["/a.c"]),
    ]

    @Test(arguments: layouts)
    func `a layout is known by its files`(layout: Layout) throws {
        let folder = try TemporaryDirectory()
        let checkout = try Self.checkout(layout.files, in: folder)
        let project = try #require(Ecosystem.projects(in: checkout).first)
        #expect(project.measure?.command == layout.measure)
        #expect(project.build == layout.build)
        #expect(project.tests == layout.tests)
        #expect(project.editable == layout.editable)
        #expect(project.frozen == layout.frozen)
        #expect(layout.results == nil || project.measure?.results == layout.results.map { .string($0) })
        #expect(layout.direction == nil || project.measure?.direction == layout.direction)
        #expect(!project.seen.isEmpty)
    }

    @Test func `every ecosystem that is known is in one of these layouts`() throws {
        let seen = try Self.layouts.flatMap { layout in
            let folder = try TemporaryDirectory()
            let checkout = try Self.checkout(layout.files, in: folder)
            return Ecosystem.all.indices.filter { Ecosystem.all[$0].look(checkout) != nil }
        }
        #expect(Set(seen) == Set(Ecosystem.all.indices))
    }

    @Test func `a benchmark that git does not have comes first, and at the end how long the tests take`()
        throws
    {
        let folder = try TemporaryDirectory()
        let files = [
            "a.py": "", "benchmark.py": "print(1)\n", "bench.py": "print(2)\n", "bench_parts.py": "",
            "test_a.py": "import unittest\n",
        ]
        let checkout = try Self.checkout(files, untracked: ["bench.py"], in: folder)
        let project = try #require(Ecosystem.projects(in: checkout).first)
        #expect(project.measures.map(\.command) == ["python3 bench.py", "python3 benchmark.py"])
        #expect(project.scorings.last?.metric == "milliseconds")
    }

    @Test func `nothing is seen where there is nothing`() throws {
        let folder = try TemporaryDirectory()
        #expect(Ecosystem.projects(in: try Self.checkout(["README": ""], in: folder)).isEmpty)
    }

    @Test func `tests alone are timed, and are no gate beside that`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try Self.checkout(["Makefile": "test:\n\t./x\n", "a.c": ""], in: folder)
        var form = try StudyForm(
            StudyAnswers(), name: "a", checkout: checkout, proposers: nil, proposals: .taken)
        let command = try #require(form.proposal(for: .command))
        try form.answer(.command, command)
        try form.answer(.editable, "a.c")
        #expect(form.draft.gates == [] && form.draft.metric == "milliseconds")
        let printed = try TestProcess.run(
            ["sh", "-c", command], in: folder.path, environment: ["PATH": folder.path + ":/usr/bin:/bin"])
        #expect(printed.status != 0, "there is no ./x, so the tests fail")
        let passed = try TestProcess.run(
            ["sh", "-c", SurveyedProject.timed("true")], in: folder.path,
            environment: ["PATH": "/usr/bin:/bin"])
        #expect(passed.output.hasPrefix("{\"milliseconds\": "))
    }

    // MARK: - The command

    @Test func `what the command names and git does not have belongs to the evaluator`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try Self.checkout(
            [
                "bench.py": "import data_points\nopen('table.csv')\n", "data_points.py": "", "table.csv": "",
                "notes.txt": "", "perf/run.sh": "", "perf/lib.sh": "", "a.py": "",
            ],
            untracked: [
                "bench.py", "data_points.py", "notes.txt", "perf/lib.sh", "perf/run.sh", "table.csv",
            ],
            in: folder)
        let files = { CommandWords($0).untracked(in: checkout, beside: []) }
        #expect(files("python bench.py --quick") == ["/bench.py", "/data_points.py", "/table.csv"])
        #expect(files("sh './perf/run.sh' 3") == ["perf/**"])
        #expect(files("sh -c 'x' perf/") == ["/perf/**"])
        #expect(files("python a.py && cat /etc/passwd ../x") == [])
    }

    @Test(arguments: [
        ("python nosuch.py", "nosuch.py"), ("./run.sh 3", "./run.sh"), ("build/tool in.txt", nil),
        ("python -c 'import a.py'", nil), ("cat /x/y.py", nil), ("python a.py", nil),
    ])
    func `a script that is nowhere is named`(command: String, missing: String?) throws {
        let folder = try TemporaryDirectory()
        let checkout = try Self.checkout(["a.py": ""], in: folder)
        #expect(CommandWords(command).missing(in: checkout) == missing)
    }

    @Test(arguments: [
        ("python bench.py", "V bench.py"), ("pytest -q tests", "V -m pytest -q tests"),
        ("X=1 python3 a.py && python b.py", "X=1 V a.py && V b.py"), ("echo python", "echo python"),
        ("make; python a.py", "make; V a.py"), ("./python a.py", "./python a.py"),
    ])
    func `python is the virtual environment's`(command: String, expected: String) {
        #expect(command.runningPython("V") == expected)
    }

    @Test
    func
        `an environment in the checkout that is active is lent, and one that sleeps is not forced on a command`()
        throws
    {
        let folder = try TemporaryDirectory()
        let files = [
            "a.py": "", "bench.py": "", ".venv/bin/python": "", ".venv/pyvenv.cfg": "home = /usr/bin\n",
        ]
        for (path, text) in files { try folder.write(text, to: path) }
        let draft = { (environment: [String: String], command: String) in
            let checkout = SurveyedCheckout(
                top: folder.path, tracked: ["a.py", "bench.py"], untracked: [], environment: environment)
            return try StudyForm(
                StudyAnswers(command: command, editable: ["a.py"], gates: ["pytest -q"]), name: "a",
                checkout: checkout, proposers: nil, proposals: .left
            ).draft
        }
        let active = try draft(["VIRTUAL_ENV": folder.path + "/.venv"], "python bench.py")
        #expect(
            active.command == ".venv/bin/python bench.py" && active.gates == [".venv/bin/python -m pytest -q"]
        )
        #expect(
            active.settings["evaluator.inputs"]
                == .array([.object(["from": .string(".venv"), "to": .string(".venv")])]))
        #expect(active.settings["evaluator.sandbox.read"] == nil)
        let asleep = try draft([:], "python3 bench.py")
        #expect(asleep.command == "python3 bench.py" && asleep.settings["evaluator.inputs"] == nil)
        #expect(try draft([:], ".venv/bin/python bench.py").settings["evaluator.inputs"] != nil)
    }

    @Test func `an interpreter that neither the system nor the PATH has is shown, and nothing but that`()
        throws
    {
        let folder = try TemporaryDirectory()
        let home = folder.path + "/python/3.13"
        for name in ["python/3.13/bin/python3", "python/3.13/lib/python3.13/os.py", "secret/bin/key"] {
            try folder.write("", to: name)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: home + "/bin/python3")
        let place = { (named: String, path: String) in
            let files = ["repo/.venv/bin/python": "", "repo/.venv/pyvenv.cfg": "home = \(named)\n"]
            for (name, text) in files { try folder.write(text, to: name) }
            return PythonPlace(
                SurveyedCheckout(
                    top: folder.path + "/repo", tracked: ["a.py"], untracked: [], environment: ["PATH": path])
            )
        }
        #expect(try place(home + "/bin", "/usr/bin").readable == [home + "/bin", home + "/lib"])
        #expect(try place(home + "/bin", home + "/bin:/usr/bin").readable == [])
        #expect(try place(folder.path + "/secret/bin", "/usr/bin").readable == [])
        #expect(try place("/", "/usr/bin").readable == [])
    }

    @Test func `an environment that git has is no more than files`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try Self.checkout(
            ["a.py": "", ".venv/bin/python": "", ".venv/pyvenv.cfg": "home = /usr/bin\n"], in: folder)
        #expect(PythonPlace(checkout).folder == nil)
    }

    @Test func `what an evaluator would reach is said, and let by nobody but a person`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try Self.checkout(
            [
                "prompt.txt": "", "cases.jsonl": "{\"id\": 1}\n",
                "evaluate.py": "os.environ['OPENAI_API_KEY']; open('prompt.txt')\n",
            ], in: folder)
        let draft = { (answers: StudyAnswers) in
            var form = try StudyForm(
                answers, name: "a", checkout: checkout, proposers: nil, proposals: .taken)
            #expect(form.seen.contains { $0.contains("`--network --secret OPENAI_API_KEY`") })
            try form.answer(.command, "python3 evaluate.py")
            return form.draft
        }
        let closed = try draft(StudyAnswers()).settings
        #expect(closed["evaluator.secrets"] == nil && closed["evaluator.sandbox.network"] == nil)
        let open = try draft(StudyAnswers(secrets: ["OPENAI_API_KEY"], network: .on)).settings
        #expect(open["evaluator.secrets"] == .array([.string("OPENAI_API_KEY")]))
        #expect(open["evaluator.sandbox.network"] == .bool(true))
    }

    @Test func `known tools are made to write what is read`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try Self.checkout(
            ["b.py": "def test_a(benchmark): pass\n", "test_a.py": ""], in: folder)
        let prepared = { PreparedCommand($0, in: checkout) }
        #expect(prepared("pytest b.py").command == "pytest b.py --benchmark-json=\"$HONE_RESULTS\"")
        #expect(prepared("pytest b.py").results == .string("pytest-benchmark"))
        #expect(prepared("pytest test_a.py").results == nil)
        let own = "python -m pytest --benchmark-json=\"$HONE_RESULTS\" b.py"
        #expect(prepared(own).command == own && prepared(own).metric == "min")
        #expect(
            prepared("hyperfine -N ./x").command == "hyperfine --export-json \"$HONE_RESULTS\" -N ./x")
    }

    // MARK: - Answers

    @Test(arguments: [
        ("seconds", Direction.minimize), ("accuracy", .maximize), ("requests_per_second", .maximize),
        ("error_rate", .minimize), ("right", .maximize), ("peak_memory", .minimize),
    ])
    func `a metric's name says which way is better`(name: String, direction: Direction) {
        #expect(MetricName.direction(of: name) == direction)
    }

    @Test func `a name that says nothing gives no direction`() {
        #expect(MetricName.direction(of: "widgets") == nil)
    }

    @Test(arguments: [
        "mutation", "external", "claude-code", "aider", "./propose.sh --fast", "anthropic:some-model",
        "qwen@http://127.0.0.1:8080",
    ])
    func `who proposes is read as it is written`(word: String) throws {
        #expect(try #require(ProposerChoice(word)).word == word)
    }

    @Test func `an agent is known by its program too, and other words propose nothing`() throws {
        #expect(ProposerChoice("claude") == .agent(.claudeCode))
        #expect(throws: ErrorReport.self) { try StudyForm.proposer("chatty") }
    }

    @Test func `wrong answers are no answers`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try Self.checkout(["a.py": "", "new.py": ""], untracked: ["new.py"], in: folder)
        var form = try StudyForm(
            StudyAnswers(), name: "a", checkout: checkout, proposers: nil, proposals: .taken)
        let wrong: [(StudyQuestion, String)] = [
            (.command, ""), (.command, "python nosuch.py"), (.direction, "sideways"), (.editable, "b.py"),
            (.editable, "new.py"), (.proposer, "nobody"),
        ]
        for (question, text) in wrong {
            #expect(throws: ErrorReport.self, "\(question): \(text)") { try form.answer(question, text) }
        }
        #expect(form.open == StudyQuestion.allCases)
        try form.answer(.direction, "more")
        #expect(form.draft.direction == .maximize && form.open.count == 4)
    }

    @Test func `a proposed pattern is taken whole, with what parts those that are typed`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try Self.checkout(
            ["Makefile": "bench:\n\t./x\n", "my code, old/a.c": "", "b.c": ""], in: folder)
        var form = try StudyForm(
            StudyAnswers(), name: "a", checkout: checkout, proposers: nil, proposals: .taken)
        try form.answer(.editable, try #require(form.proposal(for: .editable)))
        #expect(form.draft.editable == ["/b.c", #"my\ code,\ old/**"#])
        try form.answer(.editable, "b.c,Makefile")
        #expect(form.draft.editable == ["b.c", "Makefile"])
    }

    // MARK: - The machine

    @Test func `an agent that is logged in comes before a model here, and that before mutation`() async throws
    {
        let folder = try TemporaryDirectory()
        let endpoint = try ScriptedEndpoint { _, _ in
            .json(#"{"data": [{"id": "qwen"}]}"#)
        }
        let checkout = { SurveyedCheckout(top: folder.path, tracked: [], untracked: [], environment: $0) }
        let home = ["PATH": folder.path + "/bin", "HOME": folder.path]
        let servers = [endpoint.url, "http://127.0.0.1:9"]
        let alone = await SurveyedProposers(checkout(home), servers: ["http://127.0.0.1:9"])
        #expect(alone.proposed == .plain(.mutation) && alone.seen.isEmpty)
        let local = await SurveyedProposers(checkout(home), servers: servers)
        #expect(local.proposed.word == "qwen@\(endpoint.url)")
        #expect(endpoint.requests.first?.path == "/v1/models")
        try AgentStandIn.codex.install(work: "true", in: folder.path + "/bin")
        let stranger = await SurveyedProposers(checkout(home), servers: servers)
        #expect(stranger.proposed.word == "qwen@\(endpoint.url)")
        #expect(stranger.seen.contains { $0.contains("codex, not logged in") })
        let keyed = home.merging(["OPENAI_API_KEY": "hush-hush"]) { $1 }
        let agent = await SurveyedProposers(checkout(keyed), servers: servers)
        #expect(agent.proposed == .agent(.codex))
        #expect(agent.seen.contains { $0.contains("Key OPENAI_API_KEY") })
        #expect(!agent.seen.joined().contains("hush"), "keys are seen by their names")
    }

    @Test func `a server that does not answer is not waited for`() async throws {
        let endpoint = try ScriptedEndpoint { _, _ in .stalled(beginning: "{") }
        let folder = try TemporaryDirectory()
        let checkout = SurveyedCheckout(top: folder.path, tracked: [], untracked: [], environment: [:])
        let clock = ContinuousClock()
        let start = clock.now
        let found = await SurveyedProposers(checkout, servers: [endpoint.url])
        #expect(found.proposed == .plain(.mutation))
        #expect(clock.now - start < .seconds(30))
    }
}
