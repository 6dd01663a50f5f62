import StudyModel

extension StudyReader {
    func readEvaluator(_ top: Section) -> EvaluatorSettings? {
        let section = top.section("evaluator", known: KeyReference.children(of: "evaluator"))
        let files = readPatterns("files", in: section, default: [])
        let hidden = readPatterns("hidden", in: section, default: [])
        checkHidden(hidden, of: files, in: section)
        let inputs = readInputs(section)
        let setup = readOptionalCommand("setup", in: section, timeout: .seconds(300))
        let build = readOptionalCommand("build", in: section, timeout: .seconds(600))
        let gates = readGates(section)
        let command = readCommand(section)
        let results = readResults(section)
        let missing = section.read("missing", .word, default: EvaluatorSettings.Missing.reject)
        let isDeterministic = section.read("deterministic", .truth, default: false)
        let measure = readMeasure(section, isDeterministic: isDeterministic)
        let secrets = section.readList("secrets", .environmentName, default: [])
        let keep = readKeep(section)
        let sandbox = readSandbox(section)
        guard let command else { return nil }
        return EvaluatorSettings(
            files: files, hidden: hidden, inputs: inputs, setup: setup, build: build, gates: gates,
            command: command, results: results, missing: missing, deterministic: isDeterministic,
            measure: measure, secrets: secrets, keep: keep, sandbox: sandbox)
    }

    private func readMeasure(_ evaluator: Section, isDeterministic: Bool) -> MeasureSettings {
        let section = evaluator.section("measure", known: KeyReference.children(of: "evaluator.measure"))
        let standard = MeasureSettings()
        if isDeterministic, section.has("repeats") {
            findings.warnings.append(
                .withoutEffect(keyPath: "evaluator.measure.repeats", because: "evaluator.deterministic"))
        }
        return MeasureSettings(
            repeats: section.read(
                "repeats", .wholeNumber(atLeast: 1, atMost: 1000), default: standard.repeats),
            statistic: section.read("statistic", .word, default: standard.statistic),
            compare: section.read("compare", .word, default: standard.compare),
            minGain: section.read("min_gain", .gain, default: standard.minGain),
            exclusive: section.read("exclusive", .truth, default: standard.exclusive),
            confirm: section.read(
                "confirm", .wholeNumber(atLeast: 1, atMost: 1000), default: standard.confirm))
    }

    private func readInputs(_ evaluator: Section) -> [EvaluatorInput] {
        readItems("inputs", in: evaluator, .group) { section in
            let from = section.require("from", .text)
            let to = section.require("to", .path)
            guard let from, let to else { return nil }
            return EvaluatorInput(from: from, to: to)
        }
    }

    private func readResults(_ evaluator: Section) -> ResultSource {
        let words: [String: ResultSource] = [
            "auto": .auto, "file": .file, "stdout": .stdout, "json": .json,
            "google-benchmark": .googleBenchmark, "hyperfine": .hyperfine,
            "pytest-benchmark": .pytestBenchmark,
        ]
        guard let value = evaluator.value("results") else {
            return evaluator.read("results", Form(.text, ofText: { words[$0] }), default: .auto)
        }
        if case .map = value.content {
            let section = evaluator.section("results", known: ["regex"])
            return section.require("regex", .regularExpression).map { .regex($0) } ?? .auto
        }
        let known = words.keys.sorted() + ["{regex: …}"]
        if value.text == "openevolve" {
            evaluator.report("results", .notAvailable(value: "openevolve", available: known))
            return .auto
        }
        return evaluator.read("results", Form(.oneOf(known), ofText: { words[$0] }), default: .auto)
    }

    private func readKeep(_ evaluator: Section) -> KeepSettings {
        if case .map = evaluator.value("keep")?.content {
            let section = evaluator.section("keep", known: KeyReference.children(of: "evaluator.keep"))
            let paths = section.readList("paths", .path, default: [])
            return KeepSettings(
                paths: paths, policy: section.read("policy", .word, default: KeepSettings().policy))
        }
        for key in KeyReference.children(of: "evaluator.keep") { findings.ask("evaluator.keep." + key) }
        return KeepSettings(paths: evaluator.readList("keep", .path, default: []))
    }

    private func readSandbox(_ evaluator: Section) -> SandboxSettings {
        let section = evaluator.section("sandbox", known: KeyReference.children(of: "evaluator.sandbox"))
        let standard = SandboxSettings()
        return SandboxSettings(
            mode: section.read("mode", .word, default: standard.mode),
            network: section.read("network", .truth, default: standard.network),
            memory: section.read("memory", .size, orNil: "none", default: standard.memory),
            processes: section.read(
                "processes", .wholeNumber(atLeast: 1), orNil: "none", default: standard.processes),
            read: section.readList("read", .text, default: standard.read),
            write: section.readList("write", .text, default: standard.write))
    }

    /// A hidden pattern that has nothing in common with the evaluator's files would leave what it was meant for in sight.
    ///
    /// Patterns are compared by a path made from each, which tells patterns for different folders apart.
    private func checkHidden(_ hidden: [String], of files: [String], in section: Section) {
        let covered = PatternList(files)
        for pattern in hidden where !pattern.hasPrefix("!") && pattern.contains("/") {
            let meets =
                covered.matches(samplePath(pattern))
                || files.contains { PatternList([pattern]).matches(samplePath($0)) }
            if !meets { section.report("hidden", .hidesNothing(pattern: pattern)) }
        }
        if files.isEmpty, let first = hidden.first, !first.contains("/") {
            section.report("hidden", .hidesNothing(pattern: first))
        }
    }

    private func samplePath(_ pattern: String) -> String {
        let parts = pattern.split(separator: "/").map { part in
            part == "**" ? "x/y" : part.map { $0 == "*" || $0 == "?" ? "x" : String($0) }.joined()
        }
        return parts.joined(separator: "/") + (pattern.hasSuffix("/") ? "/x" : "")
    }
}
