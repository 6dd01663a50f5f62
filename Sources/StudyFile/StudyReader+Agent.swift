import StudyModel

extension StudyReader {
    /// Either a preset by `use`, or a command; `nil` is a problem that has been reported.
    func readAgent(_ section: Section) -> ProposerSettings? {
        guard let program = agentProgram(section) else { return nil }
        let standard = AgentSettings(program)
        if program.preset == nil {
            for key in ["model", "args"] where section.has(key) {
                section.report(key, .onlyWith(setting: "proposer.use"))
            }
        }
        return .agent(
            AgentSettings(
                program, model: section.has("model") ? section.require("model", .text) : nil,
                arguments: program.preset == nil
                    ? [] : section.readList("args", .text, default: standard.arguments),
                timeout: section.read("timeout", .duration, default: standard.timeout),
                secrets: section.readList("secrets", .environmentName, default: standard.secrets),
                credentials: section.readList("credentials", .homePath, default: standard.credentials),
                wait: section.read("wait", .duration, default: standard.wait)))
    }

    private func agentProgram(_ section: Section) -> AgentSettings.Program? {
        guard section.has("use") else { return section.require("command", .commandLine).map { .command($0) } }
        if section.has("command") { section.report("command", .excluded(by: "'proposer.use'")) }
        return section.require("use", Form<AgentPreset>.word).map { .preset($0) }
    }
}

extension Form where Result == String {
    /// A path in the user's home, with `~/` before it or not.
    fileprivate static var homePath: Form {
        Form(
            .homePath,
            ofText: { text in
                let path = text.hasPrefix("~/") ? String(text.dropFirst(2)) : text
                let parts = path.split(separator: "/", omittingEmptySubsequences: false)
                return parts.allSatisfy { !["", ".", ".."].contains($0) } ? path : nil
            })
    }
}
