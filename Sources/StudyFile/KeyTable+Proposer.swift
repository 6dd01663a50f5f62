import StudyModel

extension KeyReference {
    /// The keys of `proposer`, in the order in which a file has them.
    static let proposing: [KeyReference] = [
        .group("proposer", "What proposes changes"),
        .defaulted(
            "proposer.kind", "mutation",
            "mutation: built in, needs nothing; agent: a command that edits files; external: `hone ask` and `hone tell`",
            \.proposer.name),
        .optional("proposer.command", "./agent.sh", "The agent's command", \.proposer.agent?.command),
        .optional("proposer.timeout", "20m", "The agent's time limit", \.proposer.agent?.timeout),
        .optional(
            "proposer.secrets", "[]", "Environment variables, by name, that the agent may read",
            \.proposer.agent?.secrets),
    ]
}

extension ProposerSettings {
    fileprivate var agent: AgentSettings? {
        if case .agent(let settings) = self { settings } else { nil }
    }
}
