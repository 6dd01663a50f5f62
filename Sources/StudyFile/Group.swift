import Text

/// A group of keys that is one value: a command with its time limit, a model.
struct Group {
    private let site: KeySite
    private let place: Place?
    private let entries: [String: Value]

    /// Reads a group; keys that the table does not have there are reported.
    init(_ value: Value, at site: KeySite) {
        self.site = site
        place = value.place
        guard case .map(let entries) = value.content else {
            site.report(value, expected: .group)
            self.entries = [:]
            return
        }
        self.entries = Dictionary(entries.map { ($0.key, $0.value) }) { $1 }
        for entry in entries { site.findings.reportUnlessKnown(entry, in: site.path) }
    }

    /// The value of a key, whatever it is.
    func value(_ key: String) -> Value? { entries[key] }

    /// Reads a key that may be left out.
    func read<Content>(_ key: String, _ form: Form<Content>) -> Content? {
        entries[key].flatMap { form.read($0, self.site(of: key)) }
    }

    /// Reads a key that must be there; `nil` is a problem that has been reported.
    func require<Content>(_ key: String, _ form: Form<Content>) -> Content? {
        if entries[key] == nil { report(key, .missingKey(expected: form.expectation)) }
        return read(key, form)
    }

    /// The keys and values of a group within this one whose keys are anybody's; empty where it was left out.
    func entries(_ key: String) -> [String: Value] {
        guard let value = entries[key] else { return [:] }
        guard case .map(let entries) = value.content else {
            site(of: key).report(value, expected: .group)
            return [:]
        }
        return Dictionary(entries.map { ($0.key, $0.value) }) { $1 }
    }

    /// Opens a group within this one.
    func group(_ key: String) -> Group? { entries[key].map { Group($0, at: site(of: key)) } }

    func report(_ key: String, _ kind: StudyFileProblem.Kind) {
        site.findings.report(site.path + "." + key, at: entries[key]?.place ?? place, kind)
    }

    private func site(of key: String) -> KeySite {
        KeySite(path: site.path + "." + key, findings: site.findings)
    }
}

extension Findings {
    /// Returns whether the table has a key in a group, and reports it with the nearest one where it has not.
    @discardableResult
    func reportUnlessKnown(_ entry: Value.Entry, in group: String) -> Bool {
        let known = KeyReference.children(of: group)
        if known.contains(entry.key) { return true }
        let prefix = group.isEmpty ? "" : group + "."
        let nearest = NearestName.of(entry.key, among: known).map { prefix + $0 }
        report(prefix + entry.key, at: entry.keyPlace, .unknownKey(nearest: nearest))
        return false
    }
}
