/// What proposes changes (DESIGN.md §5).
package enum ProposerSettings: Hashable, Sendable, Codable {
    /// The embedded mutation proposer.
    case mutation
    case agent(AgentSettings)
    /// Proposals come from outside, through `hone ask` and `hone tell`.
    case external

    /// The name recorded with a candidate as `Hone-Proposer`.
    package var name: String {
        switch self {
        case .mutation: "mutation"
        case .agent: "agent"
        case .external: "external"
        }
    }
}

/// A command that edits files in a slot of its own.
package struct AgentSettings: Hashable, Sendable, Codable {
    package var command: CommandLine
    package var timeout: Duration
    /// Environment variables, by name, that the agent may read.
    package var secrets: [String]

    package init(command: CommandLine, timeout: Duration = .seconds(1200), secrets: [String] = []) {
        self.command = command
        self.timeout = timeout
        self.secrets = secrets
    }
}
