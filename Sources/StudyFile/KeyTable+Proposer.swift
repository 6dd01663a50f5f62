import StudyModel

extension KeyReference {
    /// The keys of `proposer`, in the order in which a file has them.
    static let proposing: [KeyReference] =
        [
            .group("proposer", "What proposes changes"),
            .defaulted(
                "proposer.kind", "mutation",
                "mutation: built in, needs nothing; chat: a language model; agent: a program that edits files; external: `hone ask` and `hone tell`; replay: an earlier run's changes",
                \.proposer.name),
        ] + agent + chatting + replay

    private static let agent: [KeyReference] = [
        .optional(
            "proposer.use", "claude-code",
            "The agent: claude-code, codex, aider, gemini or opencode, or else a command",
            \.proposer.agent?.program.preset),
        .optional("proposer.command", "./agent.sh", "The agent's command", \.proposer.agent?.program.command),
        .optional("proposer.model", "opus", "The model that `use` is asked for", \.proposer.agent?.model),
        .optional(
            "proposer.args", "[]", "Further words for the command line of `use`",
            \.proposer.agent?.arguments),
        .optional(
            "proposer.timeout", "20m", "How long an agent may work (20m), or one reply of a model take (5m)",
            \.proposer.timeout),
        .optional(
            "proposer.secrets", "[]",
            "Environment variables, by name, that the agent may read; with `use`, its key variables if left out",
            \.proposer.agent?.secrets),
        .optional(
            "proposer.credentials", "[]",
            "Files of your home that are copied into the agent's; with `use`, its login if left out",
            \.proposer.agent?.credentials),
        .optional(
            "proposer.wait", "1h", "How long a step may wait for the agent's rate limit",
            \.proposer.agent?.wait),
    ]

    private static let replay: [KeyReference] = [
        .optional("proposer.run", "sort-1", "The run whose changes are replayed", \.proposer.replay?.run)
    ]
}

extension ProposerSettings {
    fileprivate var agent: AgentSettings? {
        if case .agent(let settings) = self { settings } else { nil }
    }

    fileprivate var replay: ReplaySettings? {
        if case .replay(let settings) = self { settings } else { nil }
    }

    fileprivate var timeout: Duration? {
        switch self {
        case .agent(let settings): settings.timeout
        case .chat(let settings): settings.timeout
        case .mutation, .external, .replay: nil
        }
    }
}
