import StudyModel

extension StudyReader {
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
        let kinds = ["mutation", "agent", "external"]
        switch value?.text {
        case "agent": return readAgent(section)
        case "mutation": break
        case "external":
            refuseAgentKeys(section)
            return .external
        case "chat"?, "replay"?:
            let problem = StudyFileProblem.Kind.notAvailable(value: value?.text ?? "", available: kinds)
            findings.report("proposer.kind", at: value?.place, problem)
            return .mutation
        case nil where value == nil: findings.defaults.append("proposer.kind")
        default:
            findings.report(
                "proposer.kind", at: value?.place,
                .wrongValue(expected: .oneOf(kinds), found: value?.shown ?? ""))
        }
        refuseAgentKeys(section)
        return .mutation
    }

    private func readAgent(_ section: Section) -> ProposerSettings {
        let standard = AgentSettings(command: .direct([]))
        let command = section.require("command", .commandLine)
        let timeout = section.read("timeout", .duration, default: standard.timeout)
        let secrets = section.readList("secrets", .environmentName, default: standard.secrets)
        return command.map { .agent(AgentSettings(command: $0, timeout: timeout, secrets: secrets)) }
            ?? .mutation
    }

    private func refuseAgentKeys(_ section: Section) {
        for key in ["command", "timeout", "secrets"] where section.has(key) {
            section.report(key, .onlyWith(setting: "proposer.kind: agent"))
        }
    }
}
