import StudyModel

/// Reads the top of a study file; each group has an extension of its own.
struct StudyReader {
    let findings: Findings

    /// Returns `nil` where a problem left no study to speak of; problems are in the findings.
    func read(_ value: Value, readFile: (String) throws -> String?) throws -> Study? {
        guard hasKnownVersion(value) else { return nil }
        let top = Section(value, at: "", known: KeyReference.children(of: ""), findings: findings)
        let name = top.require("study", .name)
        let instructions = try readInstructions(top, readFile: readFile)
        let artifact = readArtifact(top)
        let context = readPatterns("context", in: top, default: [])
        let evaluator = readEvaluator(top)
        let objective = readObjective(top)
        let constraints = readConstraints(top)
        let examples = readExamples(top)
        let batch = top.section("batch", known: KeyReference.children(of: "batch"))
        let size = batch.read("size", .wholeNumber(atLeast: 1), orNil: "all", default: nil)
        let evidence = readEvidence(top)
        let proposer = try readProposer(top, readFile: readFile)
        let search = readSearch(top, examples: examples)
        let budget = readBudget(top)
        let stop = readStop(top)
        let parallel = readParallel(top)
        let branches = top.read("branches", .word, default: BranchPolicy.living)
        let slots = top.read("slots", .text, orNil: "auto", default: nil)
        let store = top.section("store", known: KeyReference.children(of: "store"))
        let traces = store.read("traces", .word, default: StoreSettings().traces)
        let seed = top.read("seed", .seed, default: 1)
        guard let name, let artifact, let evaluator, let objective else { return nil }
        let study = Study(
            name: name, instructions: instructions, artifact: artifact, context: context,
            evaluator: evaluator, objective: objective, constraints: constraints, examples: examples,
            batch: BatchSettings(size: size), evidence: evidence, proposer: proposer, search: search,
            budget: budget, stop: stop, parallel: parallel, branches: branches, slots: slots,
            store: StoreSettings(traces: traces), seed: seed)
        findings.warnings += warnings(study)
        return study
    }

    private func warnings(_ study: Study) -> [StudyFileWarning] {
        var warnings: [StudyFileWarning] = []
        if study.proposer.takesInstructions, study.instructions.isEmpty { warnings.append(.noInstructions) }
        if study.batch.size != nil, study.examples == nil {
            warnings.append(.withoutEffect(keyPath: "batch.size", because: "examples"))
        }
        let budget = Budget(
            steps: nil, trials: nil, time: nil, tokens: nil, cost: nil, currency: study.budget.currency)
        if study.budget == budget, study.stop == StopSettings() { warnings.append(.endless) }
        return warnings
    }

    /// A file of another version may mean anything by its keys, so nothing else of it is read.
    private func hasKnownVersion(_ value: Value) -> Bool {
        guard case .map(let entries) = value.content else { return true }
        let current = "\(Study.currentVersion)"
        guard let version = entries.first(where: { $0.key == "version" })?.value else {
            findings.report("version", at: nil, .missingKey(expected: .oneOf([current])))
            return true
        }
        if version.plain == current { return true }
        let problem = StudyFileProblem.Kind.unknownVersion(found: version.shown, known: Study.currentVersion)
        findings.report("version", at: version.place, problem)
        return false
    }

    private func readInstructions(_ top: Section, readFile: (String) throws -> String?) throws -> String {
        let text = top.read("instructions", .text, default: "")
        let isOneLine = !text.contains(where: \.isNewline)
        guard isOneLine, !text.isEmpty, PathProblem(in: text) == nil else { return text }
        if let content = try readFile(text) { return content }
        let looksLikePath = [".md", ".txt"].contains { text.hasSuffix($0) } && !text.contains(" ")
        if looksLikePath { findings.warnings.append(.instructionsLookLikePath(text)) }
        return text
    }

    private func readArtifact(_ top: Section) -> ArtifactSettings? {
        let section = top.section("artifact", known: KeyReference.children(of: "artifact"))
        let base = section.read("base", .text, default: ArtifactSettings(editable: []).base)
        let editable = section.requireList("editable", .text)
        checkPatterns(editable ?? [], "editable", in: section)
        let frozen = readPatterns("frozen", in: section, default: [])
        let regions = section.read("regions", .word, default: ArtifactSettings.Regions.wholeFile)
        if editable?.isEmpty == true { section.report("editable", .missingKey(expected: .list(.text))) }
        return editable.map { ArtifactSettings(base: base, editable: $0, frozen: frozen, regions: regions) }
    }

    private func readObjective(_ top: Section) -> Objective? {
        let section = top.section("objective", known: KeyReference.children(of: "objective"))
        let metric = section.read("metric", .text, default: "score")
        return section.require("direction", Form<Direction>.word).map {
            Objective(metric: metric, direction: $0)
        }
    }

    private func readConstraints(_ top: Section) -> [Constraint] {
        guard let value = top.value("constraints") else {
            findings.defaults.append("constraints")
            return []
        }
        guard case .map(let entries) = value.content else {
            top.report("constraints", .wrongValue(expected: .group, found: value.shown))
            return []
        }
        let section = Section(value, at: "constraints", known: entries.map(\.key), findings: findings)
        return entries.compactMap { entry in
            section.require(entry.key, .limit).map {
                Constraint(metric: entry.key, relation: $0.0, limit: $0.1)
            }
        }
    }

    // MARK: - Patterns

    func readPatterns(_ key: String, in section: Section, default fallback: [String]) -> [String] {
        let patterns = section.readList(key, .text, default: fallback)
        checkPatterns(patterns, key, in: section)
        return patterns
    }

    private func checkPatterns(_ patterns: [String], _ key: String, in section: Section) {
        for pattern in patterns {
            if PatternList.isEmpty(pattern) { section.report(key, .emptyPattern(pattern: pattern)) }
            guard pattern.hasPrefix("!"), !pattern.contains(where: { "*?[\\".contains($0) }) else { continue }
            let path = pattern.dropFirst().drop { $0 == "/" }
            if PatternList(patterns).matches(String(path)) {
                findings.warnings.append(.uselessNegation(keyPath: section.prefix + key, pattern: pattern))
            }
        }
    }
}

extension ProposerSettings {
    /// Whether it reads what is asked for.
    fileprivate var takesInstructions: Bool {
        switch self {
        case .agent, .chat: true
        case .mutation, .external, .replay: false
        }
    }
}
