import StudyModel
import Text

/// A study file that was read and checked.
package struct ParsedStudy: Hashable, Sendable {
    /// The study with every default filled in.
    package private(set) var study: Study
    /// What each key came to, and where that came from.
    package private(set) var settings: RecordedSettings
    /// The file as it was written.
    package let text: String
    /// What is allowed and probably not meant.
    package let warnings: [StudyFileWarning]

    /// Reads the text of a study file.
    ///
    /// - Parameters:
    ///   - options: what the command line or a sweep has instead, by key, in the file's vocabulary.
    ///   - origin: where those come from.
    ///   - readFile: returns the text of a file below the top of the repository, or `nil` where there is none: it is asked where
    ///     `instructions` or a chat's `prompt` may be a path.
    ///
    /// Throws a `StudyFileError` with all problems that one pass can find.
    package init(
        _ text: String, options: [String: JSONValue] = [:], from origin: RecordedSettings.Origin = .option,
        readFile: (String) throws -> String?
    ) throws {
        let findings = Findings()
        let file = try Document.parse(text)
        try Self.checkVersion(file)
        let given = GivenSettings(file: file, options: options, from: origin, findings: findings)
        let reader = StudyReader(given: given, findings: findings)
        var study = reader.readFile()
        let checks = StudyChecks(given: given, findings: findings)
        try checks.readFiles(&study, readFile: readFile)
        checks.check(study)
        if let error = StudyFileError(findings.problems) { throw error }
        self.study = study
        settings = reader.settings(of: study)
        self.text = text
        warnings = findings.warnings
    }

    /// Returns the study with a rule of acceptance that was worked out for it, and recorded so where it is another.
    package func accepting(by rule: AcceptanceSettings.Rule) -> ParsedStudy {
        guard rule != study.search.accept.rule else { return self }
        var decided = self
        decided.study.search.accept.rule = rule
        decided.settings.byKey["search.accept.rule"] = RecordedSettings.Setting(
            value: .string(rule.rawValue), origin: .auto)
        return decided
    }

    /// Returns the study with proposals made from the same state in rounds of so many where nobody chose, and recorded so where that is more than one.
    package func proposing(inRoundsOf count: Int) -> ParsedStudy {
        guard count > 1, settings.byKey["search.round"]?.origin == .default else { return self }
        var decided = self
        decided.study.search.round = count
        decided.settings.byKey["search.round"] = RecordedSettings.Setting(
            value: JSONValue(whole: count), origin: .auto)
        return decided
    }

    /// Returns the study with its proposals made by a program outside, which is recorded as chosen where the file has another proposer.
    package var proposedFromOutside: ParsedStudy {
        guard study.proposer != .external else { return self }
        var changed = self
        changed.study.proposer = .external
        changed.study.ceiling = nil
        changed.settings.byKey = settings.byKey.filter { !$0.key.hasPrefix("proposer.") }
        changed.settings.byKey["proposer.kind"] = RecordedSettings.Setting(
            value: .string(ProposerSettings.external.name), origin: .option)
        return changed
    }

    /// A file of another version may mean anything by its keys, so nothing else of it is read.
    private static func checkVersion(_ file: Value) throws(StudyFileError) {
        guard case .map(let entries) = file.content,
            let version = entries.first(where: { $0.key == "version" })?.value,
            version.plain != "\(Study.currentVersion)"
        else { return }
        let kind = StudyFileProblem.Kind.unknownVersion(found: version.shown, known: Study.currentVersion)
        throw StudyFileError(.init(keyPath: "version", place: version.place, kind: kind))
    }
}

extension SettingsReading {
    /// Reads recorded settings; throws where no study can be made of them.
    ///
    /// No file is looked at: where the study file named one, the record has its text.
    package init(_ recorded: RecordedSettings) throws(UnreadableSettings) {
        let findings = Findings()
        let study = StudyReader(given: GivenSettings(recorded), findings: findings).readRecord()
        let paths = findings.problems.map(\.keyPath)
        let needed = KeyReference.all.filter { $0.role.isRequired && $0.presence != .optional }.map(\.path)
        let unreadable = paths.filter { path in
            needed.contains { path.isPath(at: $0) } || !recorded.byKey.keys.contains { path.isPath(at: $0) }
        }
        guard unreadable.isEmpty else { throw UnreadableSettings(keys: unreadable) }
        let unknown = recorded.byKey.filter { key, _ in paths.contains { $0.isPath(at: key) } }
        self.init(
            study: study,
            unknown: unknown.sorted { $0.key < $1.key }.map {
                Unknown(key: $0.key, value: $0.value.value.settingText)
            })
    }
}

extension String {
    /// Whether the path is that of a key, or of a part of its value.
    fileprivate func isPath(at key: String) -> Bool {
        self == key || hasPrefix(key + ".") || hasPrefix(key + "[]")
    }
}

/// Returns the keys whose values differ between what a run recorded and the file as it is now, in the order of the reference.
///
/// What the command line or a sweep set for the run is no change of the file, nor is a default that this program has another of.
package func changedKeys(recorded: RecordedSettings, now: RecordedSettings) -> [String] {
    KeyReference.all.map(\.path).filter { key in
        let (then, now) = (recorded.byKey[key], now.byKey[key])
        let isOurs = then?.origin == .option || then?.origin == .sweep
        // What nobody chose in either is no change of the file, whatever it was worked out to be.
        let isChosen = [then?.origin, now?.origin].contains { $0 != .default && $0 != .auto }
        return then?.value != now?.value && !isOurs && isChosen
    }
}
