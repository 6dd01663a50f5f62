/// A group of keys of the file, or one that was left out.
///
/// Each key is read by a form that says what may stand there. A key that was left out is noted as a default; one that
/// does not fit becomes a problem and gives the default, so that one pass finds all problems.
struct Section {
    /// The dotted path with a dot at its end; empty for the top.
    let prefix: String
    let place: Place?
    let findings: Findings
    private let entries: [String: Value.Entry]

    /// Reads a group; unknown keys are problems, `known` being those that may stand here.
    init(_ value: Value?, at keyPath: String, known: [String], findings: Findings) {
        prefix = keyPath.isEmpty ? "" : keyPath + "."
        place = value?.place
        self.findings = findings
        var entries: [String: Value.Entry] = [:]
        switch value?.content {
        case .map(let pairs):
            for entry in pairs { entries[entry.key] = entry }
            for entry in pairs where !known.contains(entry.key) {
                if KeyReference.isForLater(prefix + entry.key) {
                    let problem = StudyFileProblem.Kind.notAvailable(value: prefix + entry.key, available: [])
                    findings.report(prefix + entry.key, at: entry.keyPlace, problem)
                    continue
                }
                let nearest = NearestKey.of(entry.key, among: known).map { [prefix] in prefix + $0 }
                findings.report(prefix + entry.key, at: entry.keyPlace, .unknownKey(nearest: nearest))
            }
        case nil: break
        default:
            findings.report(
                keyPath, at: value?.place, .wrongValue(expected: .group, found: value?.shown ?? ""))
        }
        self.entries = entries
        for key in known { findings.ask(prefix + key) }
    }

    /// Whether the file has the key.
    func has(_ key: String) -> Bool { entries[key] != nil }

    /// Where the key's value is, or else the group.
    func place(of key: String) -> Place? { entries[key]?.value.place ?? place }

    /// The value of a key, whatever it is; no default is noted for one that is missing.
    func value(_ key: String) -> Value? { entries[key]?.value }

    /// Reads a key, or notes that it was left to its default.
    func read<Result>(_ key: String, _ form: Form<Result>, default fallback: Result) -> Result {
        guard let value = entries[key]?.value else {
            findings.defaults.append(prefix + key)
            return fallback
        }
        return read(value, of: key, form) ?? fallback
    }

    /// Reads a key that has no default; `nil` is a problem that has been reported.
    func require<Result>(_ key: String, _ form: Form<Result>) -> Result? {
        guard let value = entries[key]?.value else {
            findings.report(prefix + key, at: place, .missingKey(expected: form.expectation))
            return nil
        }
        return read(value, of: key, form)
    }

    /// Reads a key where a word stands for `nil`.
    func read<Result>(
        _ key: String, _ form: Form<Result>, orNil word: String, default fallback: Result?
    ) -> Result? {
        read(key, form.orNil(word), default: fallback)
    }

    func readList<Result>(_ key: String, _ form: Form<Result>, default fallback: [Result]) -> [Result] {
        read(key, form.list, default: fallback)
    }

    func requireList<Result>(_ key: String, _ form: Form<Result>) -> [Result]? { require(key, form.list) }

    /// Opens a group within this one; a group that was left out is read as an empty one.
    func section(_ key: String, known: [String]) -> Section {
        Section(value(key), at: prefix + key, known: known, findings: findings)
    }

    /// Opens a group that may be left out as a whole.
    func optionalSection(_ key: String, known: [String]) -> Section? {
        guard has(key) else {
            findings.defaults.append(prefix + key)
            for name in known { findings.ask(prefix + key + "." + name) }
            return nil
        }
        return section(key, known: known)
    }

    func report(_ key: String, _ kind: StudyFileProblem.Kind) {
        findings.report(prefix + key, at: place(of: key), kind)
    }

    private func read<Result>(_ value: Value, of key: String, _ form: Form<Result>) -> Result? {
        switch form.parse(value) {
        case .success(let result): return result
        case .failure(let mismatch):
            findings.report(
                prefix + key, at: mismatch.value.place,
                .wrongValue(expected: mismatch.expectation, found: mismatch.value.shown))
            return nil
        }
    }
}
