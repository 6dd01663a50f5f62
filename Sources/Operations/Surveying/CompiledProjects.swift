import StudyModel
import Text

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
