import StudyModel
import Text

/// A Python project: what tests it, what times it, and the interpreter that has its packages.
struct PythonProject {
    private let checkout: SurveyedCheckout
    private let environment: PythonPlace
    /// What configures its tools, as one text.
    private let configuration: String
    private let sources: [String]

    private static let marks = [
        "pyproject.toml", "setup.cfg", "setup.py", "tox.ini", "pytest.ini", "requirements.txt",
        "requirements-dev.txt", "dev-requirements.txt",
    ]

    init?(_ checkout: SurveyedCheckout) {
        let marks = Self.marks.filter(checkout.isFile)
        let environment = PythonPlace(checkout)
        sources = checkout.files.filter { $0.fileExtension == "py" && !environment.holds($0) }
        guard !sources.isEmpty, !marks.isEmpty || environment.folder != nil || !Self.tests(sources).isEmpty
        else { return nil }
        self.checkout = checkout
        self.environment = environment
        configuration = marks.compactMap(checkout.text).joined(separator: "\n")
    }

    var surveyed: SurveyedProject {
        var project = environment.project
        project.measures = measures
        project.tests = tests
        (project.editable, project.frozen) = code
        let count = Self.tests(sources).count
        let parts = [
            tests.isEmpty ? nil : hasPytest ? "pytest" : "unittest",
            count == 0 ? "no tests" : count == 1 ? "1 file of tests" : "\(count) files of tests",
            benchmark.map { "benchmark \($0.path)" } ?? "no benchmark",
        ]
        project.seen =
            ["Python: " + parts.compactMap { $0 }.joined(separator: ", ")]
            + [environment.words].compactMap { $0 }
        return project
    }

    // MARK: - Commands

    /// The interpreter with the project's own sources before anything that is installed.
    private var python: String {
        let interpreter = environment.word
        return hasSourceFolder ? "PYTHONPATH=src \(interpreter)" : interpreter
    }

    private var hasSourceFolder: Bool { sources.contains { $0.hasPrefix("src/") } }

    /// Where the packages are known, it is installed; elsewhere the project's files speak of it.
    private var hasPytest: Bool {
        environment.folder == nil
            ? configuration.contains("pytest") || environment.hasPackage("pytest") || !usesUnittest
            : environment.hasPackage("pytest")
    }

    private var usesUnittest: Bool {
        Self.tests(sources).contains { checkout.text($0)?.contains("unittest") == true }
    }

    private var tests: [String] {
        let files = Self.tests(sources)
        guard !files.isEmpty else { return [] }
        guard hasPytest else {
            guard usesUnittest else { return [] }
            let folder = files.lazy.map(\.folderPrefix).first { !$0.isEmpty }
            let start = folder.map { folder in
                // Tests of a package import it by its name, which is found from the top.
                " -s \(String(folder.dropLast()).shellWord)"
                    + (checkout.files.contains(folder + "__init__.py") ? " -t ." : "")
            }
            return ["\(python) -m unittest discover -q" + (start ?? "")]
        }
        let tops = Set(
            files.map { file in
                file.split(separator: "/").count > 1 ? String(file.prefix { $0 != "/" }) : file
            })
        let places = tops.count <= 6 ? tops.sorted().map(\.shellWord) : []
        return [(["\(python) -m pytest -q -x -p no:cacheprovider"] + places).joined(separator: " ")]
    }

    private static func tests(_ sources: [String]) -> [String] {
        sources.filter {
            let stem = $0.fileStem
            return (stem.hasPrefix("test_") || stem.hasSuffix("_test")) && !stem.isCalledBenchmark
        }
    }

    // MARK: - What is timed

    private struct Benchmark {
        let path: String
        /// Whether its functions take pytest-benchmark's fixture.
        let isFixture: Bool
    }

    private var benchmark: Benchmark? { benchmarks.first }

    /// Those that lie beside what git has first: somebody has just written them.
    private var benchmarks: [Benchmark] {
        let tracked = Set(checkout.tracked)
        let files = sources.filter { $0.fileStem.isCalledBenchmark }
        let found = (files.filter { !tracked.contains($0) } + files.filter(tracked.contains)).compactMap {
            path -> Benchmark? in
            let text = checkout.text(path) ?? ""
            let isFixture = Self.takesBenchmark(text)
            // What prints nothing gives no number: it is a part of another.
            return isFixture || text.contains("print(") || text.contains("HONE_RESULTS")
                ? Benchmark(path: path, isFixture: isFixture) : nil
        }
        return Array(found.prefix(3))
    }

    /// Whether a test takes the fixture of pytest-benchmark.
    static func takesBenchmark(_ text: String) -> Bool {
        text.split(separator: "\n").contains { line in
            let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            return words.first == "def" && words.dropFirst().first?.hasPrefix("test") == true
                && words.dropFirst(2).contains("benchmark")
        }
    }

    private var measures: [ProposedMeasure] { benchmarks.map(measure) }

    private func measure(_ benchmark: Benchmark) -> ProposedMeasure {
        let file = benchmark.path.shellWord
        let goal = "Make what \(benchmark.path) times faster; what the tests check stays."
        if benchmark.isFixture {
            return ProposedMeasure(
                "\(python) -m pytest -q -p no:cacheprovider \(file) --benchmark-json=\"$HONE_RESULTS\"",
                goal: goal, results: .string("pytest-benchmark"), metric: "min", direction: .minimize)
        }
        let isScore = benchmark.path.lowercased().contains("eval")
        return ProposedMeasure(
            "\(python) \(file)",
            goal: isScore ? "Raise the score that \(benchmark.path) gives." : goal,
            direction: isScore ? .maximize : nil)
    }

    // MARK: - What may change

    /// Patterns of the package's sources, and of what lies between them and is none of it.
    private var code: (editable: [String], frozen: [String]) {
        let own = checkout.tracked.filter { $0.fileExtension == "py" && !environment.holds($0) }
        let code = own.filter { !$0.isBesideTheCode }
        guard !code.isEmpty else { return ([], []) }
        let read = benchmarks.compactMap { checkout.text($0.path) }.joined(separator: "\n")
        let roots = Dictionary(grouping: code, by: root)
        let named = roots.keys.filter { !$0.isEmpty && Self.imports($0.fileStem, in: read) }
        let chosen = (named.isEmpty ? Array(roots.keys) : named).sorted()
        let patterns = chosen.map { root in
            root.fileExtension == "py" ? root.exactPattern : root.exactName + "/**/*.py"
        }
        let besides = own.filter { path in
            path.isBesideTheCode && chosen.contains { path.hasPrefix($0 + "/") }
        }
        let frozen = Set(
            besides.map { $0.folderPrefix.isBesideTheCode ? $0.folderPrefix + "**" : $0.exactPattern })
        return patterns.count <= 8
            ? (patterns, frozen.sorted()) : (["*.py"], own.filter(\.isBesideTheCode).map(\.exactPattern))
    }

    /// The package that a file belongs to, or the module that it is.
    private func root(_ path: String) -> String {
        let parts = path.split(separator: "/").map(String.init)
        if parts.first == "src", parts.count > 2 { return "src/" + parts[1] }
        return parts.first == "src" || parts.count == 1 ? path : parts[0]
    }

    private static func imports(_ module: String, in text: String) -> Bool {
        text.split(separator: "\n").contains { line in
            let words = line.split { $0.isWhitespace || ".,".contains($0) }
            return ["import", "from"].contains(words.first ?? "")
                && words.dropFirst().contains(Substring(module))
        }
    }
}
