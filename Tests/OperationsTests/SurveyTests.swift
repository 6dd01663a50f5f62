import Foundation
import StudyModel
import TestSupport
import Testing
import Text

@testable import Operations

/// What a checkout is seen to have, before there is a study for it.
struct SurveyTests {
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
        let checkout = try SurveyedCheckout.of(layout.files, in: folder)
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
            let checkout = try SurveyedCheckout.of(layout.files, in: folder)
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
        let checkout = try SurveyedCheckout.of(files, untracked: ["bench.py"], in: folder)
        let project = try #require(Ecosystem.projects(in: checkout).first)
        #expect(project.measures.map(\.command) == ["python3 bench.py", "python3 benchmark.py"])
        #expect(project.scorings.last?.metric == "milliseconds")
    }

    @Test func `nothing is seen where there is nothing`() throws {
        let folder = try TemporaryDirectory()
        #expect(Ecosystem.projects(in: try SurveyedCheckout.of(["README": ""], in: folder)).isEmpty)
    }

    @Test func `tests alone are timed, and are no gate beside that`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try SurveyedCheckout.of(["Makefile": "test:\n\t./x\n", "a.c": ""], in: folder)
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
}
