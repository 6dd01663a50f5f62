import StudyModel

extension StudyReader {
    /// The keys of each kind; those of another kind than the file's are problems.
    private static let keys = [
        "mutation": [], "external": [],
        "agent": ["use", "command", "model", "args", "timeout", "secrets", "credentials", "wait"],
        "chat": [
            "models", "edits", "temperature", "max_tokens", "repair", "prompt", "structured_output",
            "timeout",
        ],
        "replay": ["run"],
    ]

    /// A group, or the kind alone.
    func readProposer(_ top: Section, readFile: (String) throws -> String?) throws -> ProposerSettings {
        let known = KeyReference.children(of: "proposer")
        askProposerKeys(known)
        if let value = top.value("proposer"), value.text != nil {
            let none = Section(nil, at: "proposer", known: known, findings: findings)
            return try kind(value, in: none, readFile: readFile)
        }
        let section = top.section("proposer", known: known)
        return try kind(section.value("kind"), in: section, readFile: readFile)
    }

    private func askProposerKeys(_ known: [String]) {
        for key in known { findings.ask("proposer." + key) }
        for group in ["proposer.models[]", "proposer.models[].price"] {
            for key in KeyReference.children(of: group) { findings.ask(group + "." + key) }
        }
    }

    private func kind(
        _ value: Value?, in section: Section, readFile: (String) throws -> String?
    ) throws -> ProposerSettings {
        let kinds = ["mutation", "chat", "agent", "external", "replay"]
        if value == nil { findings.defaults.append("proposer.kind") }
        let name = value == nil ? "mutation" : value?.text ?? ""
        switch name {
        case "mutation", "chat", "external", "agent", "replay": refuseKeys(ofOthersThan: name, section)
        default:
            findings.report(
                "proposer.kind", at: value?.place,
                .wrongValue(expected: .oneOf(kinds), found: value?.shown ?? ""))
            refuseKeys(ofOthersThan: "mutation", section)
        }
        switch name {
        case "agent": return readAgent(section) ?? .mutation
        case "chat": return try readChat(section, readFile: readFile).map { .chat($0) } ?? .mutation
        case "external": return .external
        case "replay": return readReplay(section) ?? .mutation
        default: return .mutation
        }
    }

    private func refuseKeys(ofOthersThan kind: String, _ section: Section) {
        var known = Set(Self.keys[kind] ?? [])
        for (other, keys) in Self.keys.sorted(by: { $0.key < $1.key }) where other != kind {
            for key in keys where section.has(key) && known.insert(key).inserted {
                section.report(key, .onlyWith(setting: "proposer.kind: \(other)"))
            }
        }
    }

    private func readReplay(_ section: Section) -> ProposerSettings? {
        section.require("run", .name).flatMap { RunName(text: $0) }.map { .replay(ReplaySettings(run: $0)) }
    }
}
