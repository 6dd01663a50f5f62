import StudyModel

/// What is looked at once a file has been read: files that it names, and keys that do not go together.
///
/// A record was looked at when its run began.
struct StudyChecks {
    let given: GivenSettings
    let findings: Findings

    /// Puts the text of the files that the study names in place of their paths.
    func readFiles(_ study: inout Study, readFile: (String) throws -> String?) throws {
        study.instructions = try instructions(study.instructions, readFile: readFile)
        if let path = study.proposer.chat?.prompt {
            study.proposer.chat?.prompt = try prompt(path, readFile: readFile)
        }
    }

    private func instructions(_ text: String, readFile: (String) throws -> String?) throws -> String {
        let isOneLine = !text.contains(where: \.isNewline)
        guard isOneLine, !text.isEmpty, PathProblem(in: text) == nil else { return text }
        if let content = try readFile(text) { return content }
        let looksLikePath = [".md", ".txt"].contains { text.hasSuffix($0) } && !text.contains(" ")
        if looksLikePath { findings.warnings.append(.instructionsLookLikePath(text)) }
        return text
    }

    private func prompt(_ path: String, readFile: (String) throws -> String?) throws -> String? {
        let isPath = PathProblem(in: path) == nil
        if isPath, let text = try readFile(path) { return text }
        report("proposer.prompt", .wrongValue(expected: isPath ? .file : .path, found: "\"\(path)\""))
        return nil
    }

    /// Reports what does not go together.
    func check(_ study: Study) {
        checkPatterns(study)
        checkHidden(study.evaluator.hidden, of: study.evaluator.files)
        checkObjectives(study)
        checkAxes(study)
        checkGates(study)
        checkExamples(study)
        checkProposer(study)
        checkEffects(study)
    }

    private func report(_ key: String, _ kind: StudyFileProblem.Kind) {
        findings.report(key, at: given.place(of: key), kind)
    }

    private func isEmptyList(_ key: String) -> Bool { given[key]?.value.content == .list([]) }

    /// What says how several objectives are weighed has to mean the same by each of them, and their figures have to have names.
    private func checkObjectives(_ study: Study) {
        guard !study.otherObjectives.isEmpty else { return }
        let several = "'objective.others'"
        var names: Set = [study.objective.metric]
        for objective in study.otherObjectives where !names.insert(objective.metric).inserted {
            report(
                "objective.others", .excluded(by: "another objective that is called '\(objective.metric)'"))
        }
        if study.objective.aggregate != nil { report("objective.aggregate", .excluded(by: several)) }
        switch study.evaluator.results {
        case .stdout, .regex:
            report("evaluator.results", .excluded(by: several + ", since it gives one number alone"))
        case .auto, .file, .json, .googleBenchmark, .hyperfine, .pytestBenchmark, .openevolve, .shinka:
            break
        }
        if case .absolute(let least) = study.evaluator.measure.minGain, least != 0 {
            report(
                "evaluator.measure.min_gain",
                .excluded(by: several + ", whose units differ: write a percentage such as 1%"))
        }
    }

    /// A map's axes are what is known of every candidate.
    private func checkAxes(_ study: Study) {
        let key = "search.strategy.evolve.axes"
        let known = ["lines", "files", "examples"]
        for name in study.search.strategy.options["axes"]?.elements?.compactMap(\.string) ?? [] {
            if name == "examples", study.examples == nil { report(key, .onlyWith(setting: "examples")) }
            let metrics = study.otherObjectives.map(\.metric)
            if !(known + metrics).contains(name) {
                report(key, .notAvailable(value: name, available: known + metrics))
            }
        }
    }

    /// A figure's name is one figure's.
    private func checkGates(_ study: Study) {
        var names = Set(study.objectives.map(\.metric))
        for score in study.evaluator.gates.compactMap(\.score) where !names.insert(score.metric).inserted {
            report("evaluator.gates", .excluded(by: "another figure that is called '\(score.metric)'"))
        }
    }

    // MARK: - Examples and the search

    private func checkExamples(_ study: Study) {
        if let source = study.examples?.source { checkSplit(source) }
        if study.objective.aggregate != nil {
            if study.examples == nil { report("objective.aggregate", .onlyWith(setting: "examples")) }
            if study.evaluator.missing == .worst {
                report(
                    "evaluator.missing", .excluded(by: "'objective.aggregate', of which no row is the worst"))
            }
        }
        guard study.examples?.source.mayHave(.validation) != true else { return }
        if study.search.select == .validation {
            report("search.select", .missingSplit(name: Split.validation.rawValue))
        }
        if study.search.accept.on != .train {
            report("search.accept.on", .missingSplit(name: Split.validation.rawValue))
        }
    }

    private func checkSplit(_ source: ExampleSource) {
        let place = given.place(ofGroup: "examples.split")
        switch source {
        case .files(let files):
            if place != nil {
                findings.report("examples.split", at: place, .excluded(by: "a file for each split"))
            }
            let paths = source.paths
            if Set(paths).count < Split.allCases.count(where: { files[$0] != nil }) {
                report("examples.file", .sameFile)
            }
        case .field:
            for key in Split.allCases.map({ "examples.split." + $0.rawValue }) where given[key] != nil {
                report(key, .excluded(by: "'examples.split.field'"))
            }
        case .shares(_, let settings):
            let shares = Split.allCases.compactMap { settings[$0] }
            let fractions = shares.reduce(0) { if case .fraction(let share) = $1 { $0 + share } else { $0 } }
            if shares.count(where: { $0 == .rest }) > 1 || fractions > 1 {
                findings.report("examples.split", at: place, .impossibleSplit)
            }
        }
    }

    // MARK: - The proposer

    private func checkProposer(_ study: Study) {
        if study.search.debug.turns ?? 0 > 0, !study.proposer.kind.canMend {
            report("search.debug.turns", .excluded(by: "'proposer.kind: \(study.proposer.name)'"))
        }
        if study.evidence.history == .full, study.proposer.kind != .agent {
            report("evidence.history", .onlyWith(setting: "proposer.kind: agent"))
        }
        if isEmptyList("proposer.models") {
            report("proposer.models", .missingKey(expected: .list(.group)))
        }
        guard let agent = study.proposer.agent else { return }
        let hasCommand = given["proposer.command"] != nil
        guard given["proposer.use"] == nil else {
            if hasCommand { report("proposer.command", .excluded(by: "'proposer.use'")) }
            return
        }
        if !hasCommand { report("proposer.command", .missingKey(expected: .command)) }
        guard agent.preset == nil else { return }
        for key in ["proposer.model", "proposer.args"] where given[key] != nil {
            report(key, .onlyWith(setting: "proposer.use"))
        }
    }

    // MARK: - Patterns

    private func checkPatterns(_ study: Study) {
        check(study.artifact.editable, "artifact.editable")
        if isEmptyList("artifact.editable") {
            report("artifact.editable", .missingKey(expected: .list(.text)))
        }
        check(study.artifact.frozen, "artifact.frozen")
        check(study.context, "context")
        check(study.evaluator.files, "evaluator.files")
        check(study.evaluator.hidden, "evaluator.hidden")
    }

    private func check(_ patterns: [String], _ key: String) {
        for pattern in patterns {
            if PatternList.isEmpty(pattern) { report(key, .emptyPattern(pattern: pattern)) }
            guard pattern.hasPrefix("!"), !pattern.contains(where: { "*?[\\".contains($0) }) else { continue }
            let path = pattern.dropFirst().drop { $0 == "/" }
            if PatternList(patterns).matches(String(path)) {
                findings.warnings.append(.uselessNegation(keyPath: key, pattern: pattern))
            }
        }
    }

    /// A hidden pattern that has nothing in common with the evaluator's files would leave what it was meant for in sight.
    ///
    /// Patterns are compared by a path made from each, which tells patterns for different folders apart.
    private func checkHidden(_ hidden: [String], of files: [String]) {
        let covered = PatternList(files)
        for pattern in hidden where !pattern.hasPrefix("!") && pattern.contains("/") {
            let meets =
                covered.matches(samplePath(pattern))
                || files.contains { PatternList([pattern]).matches(samplePath($0)) }
            if !meets { report("evaluator.hidden", .hidesNothing(pattern: pattern)) }
        }
        if files.isEmpty, let first = hidden.first, !first.contains("/") {
            report("evaluator.hidden", .hidesNothing(pattern: first))
        }
    }

    private func samplePath(_ pattern: String) -> String {
        let parts = pattern.split(separator: "/").map { part in
            part == "**" ? "x/y" : part.map { $0 == "*" || $0 == "?" ? "x" : String($0) }.joined()
        }
        return parts.joined(separator: "/") + (pattern.hasSuffix("/") ? "/x" : "")
    }

    // MARK: - Without effect

    private func checkEffects(_ study: Study) {
        if study.evaluator.deterministic, given["evaluator.measure.repeats"] != nil {
            warn("evaluator.measure.repeats", without: "evaluator.deterministic")
        } else if case .race = study.evaluator.measure.repeats, let other = study.insteadOfRace {
            findings.warnings.append(
                .noRace(because: other, repeats: study.repeats))
        }
        if study.evaluator.deterministic, study.evaluator.measure.warmup > 0 {
            warn("evaluator.measure.warmup", without: "evaluator.deterministic")
        }
        if let examples = study.examples, examples.stratify != nil, examples.source.shares == nil {
            warn(
                "examples.stratify",
                without: examples.source.field == nil ? "several files" : "examples.split.field")
        }
        if let chat = study.proposer.chat, chat.edits == .diff, chat.structuredOutput == .on {
            warn("proposer.structured_output", without: "proposer.edits: diff")
        }
        if study.proposer.kind.readsEvidence, study.proposer != .external, study.instructions.isEmpty {
            findings.warnings.append(.noInstructions)
        }
        if !study.artifact.knobs.isEmpty, study.proposer.kind != .tune, study.ceiling == nil {
            warn("artifact.knobs", without: "proposer.kind: tune")
        }
        if study.batch.size != nil, study.examples == nil { warn("batch.size", without: "examples") }
        let endless = Budget(steps: nil, currency: study.budget.currency)
        if study.budget == endless, study.stop == StopSettings() { findings.warnings.append(.endless) }
    }

    private func warn(_ key: String, without because: String) {
        findings.warnings.append(.withoutEffect(keyPath: key, because: because))
    }
}
