import StudyModel

extension StudyReader {
    /// The keys of each kind; those of another kind than the file's are problems.
    private static let keys = [
        "mutation": [], "external": [],
        "agent": ["use", "command", "model", "args", "timeout", "secrets", "credentials", "wait"],
        "replay": ["run"],
    ]

    /// A group, or the kind alone.
    func readProposer(_ top: Section) -> ProposerSettings {
        let known = KeyReference.children(of: "proposer")
        for key in known { findings.ask("proposer." + key) }
        if let value = top.value("proposer"), value.text != nil {
            return kind(value, in: Section(nil, at: "proposer", known: known, findings: findings), top: top)
        }
        let section = top.section("proposer", known: known)
        return kind(section.value("kind"), in: section, top: top)
    }

    private func kind(_ value: Value?, in section: Section, top: Section) -> ProposerSettings {
        let kinds = ["mutation", "agent", "external", "replay"]
        if value == nil { findings.defaults.append("proposer.kind") }
        let name = value == nil ? "mutation" : value?.text ?? ""
        switch name {
        case "mutation", "external", "agent", "replay": refuseKeys(ofOthersThan: name, section)
        case "chat":
            findings.report(
                "proposer.kind", at: value?.place, .notAvailable(value: name, available: kinds))
            return .mutation
        default:
            findings.report(
                "proposer.kind", at: value?.place,
                .wrongValue(expected: .oneOf(kinds), found: value?.shown ?? ""))
            refuseKeys(ofOthersThan: "mutation", section)
        }
        switch name {
        case "agent": return readAgent(section) ?? .mutation
        case "external": return .external
        case "replay": return readReplay(section) ?? .mutation
        default: return .mutation
        }
    }

    private func refuseKeys(ofOthersThan kind: String, _ section: Section) {
        let own = Self.keys[kind] ?? []
        for (other, keys) in Self.keys.sorted(by: { $0.key < $1.key }) where other != kind {
            for key in keys where !own.contains(key) && section.has(key) {
                section.report(key, .onlyWith(setting: "proposer.kind: \(other)"))
            }
        }
    }

    private func readReplay(_ section: Section) -> ProposerSettings? {
        section.require("run", .name).flatMap { RunName(text: $0) }.map { .replay(ReplaySettings(run: $0)) }
    }
}
