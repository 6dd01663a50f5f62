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
