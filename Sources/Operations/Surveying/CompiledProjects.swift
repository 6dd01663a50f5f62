import StudyModel
import Text

/// A makefile with targets that build, test and time.
struct MakeProject {
    private let checkout: SurveyedCheckout
    private let targets: Set<String>

    init?(_ checkout: SurveyedCheckout) {
        guard let file = ["Makefile", "makefile", "GNUmakefile"].first(where: checkout.isFile),
            let text = checkout.text(file)
        else { return nil }
        self.checkout = checkout
        targets = Set(
            text.split(separator: "\n").flatMap { line -> [String] in
                guard let colon = line.firstIndex(of: ":"), line.first?.isWhitespace == false,
                    line.first != "#", line.first != ".", line[colon...].dropFirst().first != "="
                else { return [] }
                return line[..<colon].split(separator: " ").map(String.init)
            })
    }

    var surveyed: SurveyedProject {
        let bench = ["bench", "benchmark", "perf"].first(where: targets.contains)
        let test = ["test", "check", "tests"].first(where: targets.contains)
        var project = CSources(checkout).project
        project.build = "make"
        project.tests = test.map { ["make -s \($0)"] } ?? []
        project.measure = bench.map {
            ProposedMeasure(
                "make -s \($0)", goal: "Make what `make \($0)` times faster; what the tests check stays.")
        }
        let names = [test, bench].compactMap { $0 }
        project.seen = [
            "Makefile: "
                + (names.isEmpty
                    ? "no target that tests or times" : "targets " + names.joined(separator: ", "))
        ]
        return project
    }
}

/// A project that CMake builds.
struct CMakeProject {
    private let checkout: SurveyedCheckout
    private let text: String

    init?(_ checkout: SurveyedCheckout) {
        guard checkout.isFile("CMakeLists.txt") else { return nil }
        self.checkout = checkout
        let files = checkout.tracked.filter { $0.fileName == "CMakeLists.txt" }.prefix(50)
        text = files.compactMap(checkout.text).joined(separator: "\n")
    }

    var surveyed: SurveyedProject {
        var project = CSources(checkout).project
        project.build = "cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build -j2"
        project.keep = ["build"]
        let hasTests = text.contains("add_test(") || text.contains("discover_tests(")
        project.tests = hasTests ? ["ctest --test-dir build --output-on-failure"] : []
        project.measure = measure
        project.seen = [
            "CMake: " + (hasTests ? "tests" : "no tests") + (project.measure == nil ? "" : ", a benchmark")
        ]
        return project
    }

    private var measure: ProposedMeasure? {
        let goal = "Make what the benchmark times faster; what the tests check stays."
        let names = { (command: String) in
            self.text.split(separator: "\n").compactMap { line -> String? in
                guard let start = line.firstRange(of: command + "(") else { return nil }
                return line[start.upperBound...].split { $0.isWhitespace || $0 == ")" }.first.map(String.init)
            }.first { $0.isCalledBenchmark }
        }
        if let target = names("add_custom_target") {
            return ProposedMeasure("cmake --build build --target \(target.shellWord)", goal: goal)
        }
        guard let program = names("add_executable") else { return nil }
        // Where a list file in a folder says it, the program lies in that folder of the build.
        let list = checkout.tracked.first {
            $0.fileName == "CMakeLists.txt"
                && checkout.text($0)?.contains("add_executable(\(program)") == true
        }
        let path = "build/\((list ?? "").folderPrefix)\(program)".shellWord
        guard text.contains("benchmark::benchmark") else { return ProposedMeasure(path, goal: goal) }
        return ProposedMeasure(
            "\(path) --benchmark_out=\"$HONE_RESULTS\" --benchmark_out_format=json", goal: goal,
            results: .string("google-benchmark"), metric: "cpu_time", direction: .minimize)
    }
}

/// Sources of C and C++, whatever builds them.
struct CSources {
    private let checkout: SurveyedCheckout

    private static let ends: Set<String> = ["c", "cc", "cpp", "cxx", "h", "hh", "hpp"]

    init(_ checkout: SurveyedCheckout) { self.checkout = checkout }

    /// A project of which the code is known.
    var project: SurveyedProject {
        var project = SurveyedProject()
        let own = checkout.tracked.filter { Self.ends.contains($0.fileExtension) && !$0.isBesideTheCode }
        let places = Dictionary(grouping: own) { path in
            path.contains("/") ? String(path.prefix { $0 != "/" }) : path
        }
        let patterns = places.keys.sorted().map { place in
            place.contains(".") && own.contains(place) ? place.exactPattern : place.exactName + "/**"
        }
        project.editable = patterns.count <= 8 ? patterns : Self.ends.sorted().map { "*.\($0)" }
        let besides = checkout.tracked.filter { path in
            path.isBesideTheCode && (patterns.count > 8 || places.keys.contains { path.hasPrefix($0 + "/") })
                && Self.ends.contains(path.fileExtension)
        }
        project.frozen = besides.map(\.exactPattern)
        return project
    }
}

/// A Rust package.
struct CargoProject {
    private let checkout: SurveyedCheckout
    private let manifest: String

    init?(_ checkout: SurveyedCheckout) {
        guard checkout.isFile("Cargo.toml"), let text = checkout.text("Cargo.toml") else { return nil }
        self.checkout = checkout
        manifest = text
    }

    var surveyed: SurveyedProject {
        var project = SurveyedProject()
        project.build = "cargo build --release --offline"
        project.keep = ["target"]
        project.tests = ["cargo test --release --offline --quiet"]
        let sources = checkout.tracked.filter { $0.fileExtension == "rs" && !$0.isBesideTheCode }
        project.editable = Set(sources.map { $0.hasPrefix("src/") ? "src/**/*.rs" : $0.exactPattern })
            .sorted()
        project.frozen = checkout.tracked.filter { $0.hasPrefix("src/") && $0.isBesideTheCode }.map(
            \.exactPattern)
        let bench =
            benches.first
            ?? checkout.tracked.first { $0.hasPrefix("benches/") && $0.fileExtension == "rs" }?.fileStem
        let program = checkout.tracked.first { $0.hasPrefix("src/bin/") && $0.isCalledBenchmark }?.fileStem
        project.measure = program.map(ofProgram) ?? bench.map(ofBench)
        project.seen = [
            "Cargo.toml: tests" + ((program ?? bench).map { ", benchmark \($0)" } ?? ", no benchmark")
        ]
        return project
    }

    private func ofProgram(_ name: String) -> ProposedMeasure {
        ProposedMeasure("target/release/\(name.shellWord)", goal: goal(name))
    }

    /// Criterion's and the compiler's own benchmarks tell nanoseconds in one form; of others the last number counts.
    private func ofBench(_ name: String) -> ProposedMeasure {
        let command = "cargo bench --offline --quiet --bench \(name.shellWord)"
        let text = checkout.text("benches/\(name).rs") ?? ""
        let isCriterion = manifest.contains("criterion")
        guard isCriterion || text.contains("#[bench]") else {
            return ProposedMeasure(command, goal: goal(name))
        }
        return ProposedMeasure(
            command + (isCriterion ? " -- --output-format bencher" : ""), goal: goal(name),
            results: .object(["regex": .string("bench: +([0-9.]+) ns/iter")]), metric: "nanoseconds",
            direction: .minimize)
    }

    private func goal(_ name: String) -> String {
        "Make what the benchmark '\(name)' times faster; what the tests check stays."
    }

    /// The names of the manifest's `[[bench]]` tables.
    private var benches: [String] {
        manifest.components(separatedByTable: "[[bench]]").compactMap { table in
            table.first { $0.trimmed.hasPrefix("name") }.flatMap {
                $0.split(separator: "\"").dropFirst().first.map(String.init)
            }
        }
    }
}

extension String {
    /// The lines of each table with a heading, up to the next.
    fileprivate func components(separatedByTable heading: String) -> [[Substring]] {
        var tables: [[Substring]] = []
        var isOpen = false
        for line in split(separator: "\n") {
            if line.trimmed.hasPrefix("[") {
                isOpen = line.trimmed == heading
                if isOpen { tables.append([]) }
            } else if isOpen {
                tables[tables.count - 1].append(line)
            }
        }
        return tables
    }
}

/// A Swift package.
struct SwiftProject {
    private let checkout: SurveyedCheckout

    init?(_ checkout: SurveyedCheckout) {
        guard checkout.isFile("Package.swift") else { return nil }
        self.checkout = checkout
    }

    var surveyed: SurveyedProject {
        var project = SurveyedProject()
        // hone's own sandbox is about it.
        project.build = "swift build -c release --disable-sandbox"
        project.keep = [".build"]
        let sources = checkout.tracked.filter { $0.fileExtension == "swift" && $0.hasPrefix("Sources/") }
        let folders = Set(sources.compactMap { $0.split(separator: "/").dropFirst().first.map(String.init) })
        let benchmark = folders.sorted().first(where: \.isCalledBenchmark)
        let check = folders.sorted().first { $0.lowercased().hasPrefix("check") }
        let code = folders.filter { !$0.isBesideTheCode && !$0.hasSuffix(".swift") }.sorted()
        project.editable = code.map { "Sources/\($0.exactName)/**" }
        let hasTests = checkout.tracked.contains { $0.hasPrefix("Tests/") && $0.fileExtension == "swift" }
        project.tests =
            check.map { [".build/release/\($0.shellWord)"] }
            ?? (hasTests ? ["swift test --disable-sandbox --quiet"] : [])
        project.measure = benchmark.map {
            ProposedMeasure(
                ".build/release/\($0.shellWord)",
                goal: "Make what the program '\($0)' times faster; what the tests check stays.")
        }
        project.seen = [
            "Package.swift: " + (project.tests.isEmpty ? "no tests" : "tests")
                + (benchmark.map { ", benchmark \($0)" } ?? ", no benchmark")
        ]
        return project
    }
}

/// A Go module.
struct GoProject {
    private let checkout: SurveyedCheckout

    init?(_ checkout: SurveyedCheckout) {
        guard checkout.isFile("go.mod") else { return nil }
        self.checkout = checkout
    }

    var surveyed: SurveyedProject {
        var project = SurveyedProject()
        let files = checkout.files.filter { $0.hasSuffix("_test.go") }
        let benches = files.filter { checkout.text($0)?.contains("func Benchmark") == true }
        project.tests = files.isEmpty ? [] : ["go test ./..."]
        project.editable = ["*.go"]
        project.frozen = ["*_test.go"]
        if let first = benches.first {
            let folder = first.folderPrefix.isEmpty ? "." : "./" + first.folderPrefix.dropLast()
            project.measure = ProposedMeasure(
                "go test -run '^$' -bench . \(folder.shellWord)",
                goal: "Make what the benchmarks of \(first) time faster; what the tests check stays.",
                results: .object(["regex": .string("([0-9.]+) ns/op")]), metric: "nanoseconds",
                direction: .minimize)
        }
        project.seen = [
            "go.mod: \(files.isEmpty ? "no tests" : "tests")"
                + (benches.first.map { ", benchmarks in \($0)" } ?? ", no benchmark")
        ]
        return project
    }
}

extension String {
    /// A name as a part of a pattern that stands for itself.
    var exactName: String {
        let pattern = exactPattern
        return pattern.hasPrefix("/") ? String(pattern.dropFirst()) : pattern
    }
}
