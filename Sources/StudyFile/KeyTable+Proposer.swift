import StudyModel

extension KeyReference {
    /// The keys of `proposer`, in the order in which a file has them.
    static let proposing: [KeyReference] =
        [
            .group("proposer", "What proposes changes"),
            .defaulted(
                "proposer.kind", .word, .at(\.proposer.chosenKind),
                ProposerSettings.Kind.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "; ")
            ),
            .defaulted(
                "proposer.ceiling", .either(.wholeNumber(atLeast: 1), "none"), .at(\.ceiling),
                "Runs of the evaluator's command, within `budget.trials`, that tune the numbers of the base alone at the end: they say how much of the winner's gain those would have given"
            ),
        ] + tune + agent + models + chat + again

    private static let tune: [KeyReference] = [
        .optional(
            "proposer.method", .word, .within(\.proposer.tune, \.method), example: "auto",
            onlyWith: "proposer.kind: tune",
            "How numbers are tuned: cma, tpe, random, or auto: cma for up to 30 that may be fractions, else tpe"
        )
    ]

    private static let agent: [KeyReference] = [
        .optional(
            "proposer.use", .word, .within(\.proposer.agent, optional: \.preset), example: "claude-code",
            onlyWith: "proposer.kind: agent",
            "The agent: claude-code, codex, aider, gemini or opencode, or else a command"),
        .optional(
            "proposer.command", .commandLine, .within(\.proposer.agent, optional: \.command),
            example: "./agent.sh", onlyWith: "proposer.kind: agent", "The agent's command"),
        .optional(
            "proposer.model", .text, .within(\.proposer.agent, optional: \.model), example: "opus",
            onlyWith: "proposer.kind: agent", "The model that `use` is asked for"),
        .optional(
            "proposer.args", .list(.text), .within(\.proposer.agent, optional: \.presetArguments),
            example: "[]", onlyWith: "proposer.kind: agent", "Further words for the command line of `use`"),
        .optional(
            "proposer.timeout", .duration, .within(\.proposer.timeout, \.self), example: "20m",
            onlyWith: "proposer.kind: agent",
            "How long an agent may work (20m), or one reply of a model take (5m)"),
        .optional(
            "proposer.secrets", .list(.environmentName), .within(\.proposer.agent, \.namedSecrets),
            example: "[]",
            onlyWith: "proposer.kind: agent",
            "Environment variables, by name, that the agent may read; with `use`, its keys, service and proxies if left out, for which `default` stands in a list"
        ),
        .optional(
            "proposer.credentials", .list(.homePath), .within(\.proposer.agent, \.namedCredentials),
            example: "[]", onlyWith: "proposer.kind: agent",
            "Files of your home that are copied into the agent's; with `use`, its login if left out, for which `default` stands in a list"
        ),
        .optional(
            "proposer.wait", .duration, .within(\.proposer.agent, \.wait), example: "1h",
            onlyWith: "proposer.kind: agent", "How long a step may wait for the agent's rate limit"),
    ]

    private static let models: [KeyReference] = [
        .optional(
            "proposer.models", .items(.model), .within(\.proposer.chat, \.models),
            example: "[{name: qwen2.5-coder, url: \"http://127.0.0.1:8080\"}]",
            onlyWith: "proposer.kind: chat", isRequired: true,
            "With chat: the language models to ask, each step one of them"),
        .alternative("proposer.models[].name", "gpt-4.1-mini", "The name by which the endpoint knows it"),
        .alternative(
            "proposer.models[].url", "https://api.openai.com",
            "Where the endpoint is, with or without the /v1 at its end"),
        .alternative(
            "proposer.models[].api", "openai",
            "openai (the default: chat completions, as OpenAI, llama.cpp, vLLM and Ollama have them), or anthropic"
        ),
        .alternative(
            "proposer.models[].key", "OPENAI_API_KEY",
            "The environment variable that holds the key, or {run: command} for a command that prints it; never the key"
        ),
        .alternative("proposer.models[].key.run", "pass show openai", "The command that prints the key"),
        .alternative(
            "proposer.models[].weight", "1", "How often it is chosen, beside the others, where weights say so"
        ),
        .alternative(
            "proposer.models[].price", "{in: 0.4, out: 1.6}",
            "What a million tokens cost, read and written, in the budget's currency; 0 when left out"),
        .alternative("proposer.models[].price.in", "0.4", "For tokens that it reads"),
        .alternative("proposer.models[].price.out", "1.6", "For tokens that it writes"),
        .alternative(
            "proposer.models[].headers", "{X-Title: hone}", "Further headers of a request; never the key"),
        .alternative(
            "proposer.models[].extra", "{cache_prompt: false}", "Further fields of a request's body"),
        .alternative(
            "proposer.models[].context", "8192",
            "Tokens that it takes in all, to say what is too long before it is sent"),
    ]

    private static let chat: [KeyReference] = [
        .optional(
            "proposer.choose", .either(.word, "auto"), .within(\.proposer.chat, \.choose), example: "auto",
            onlyWith: "proposer.kind: chat",
            "Which of several models is asked: bandit, by what each has brought for its cost, or weights, by those alone. auto: weights where the models have some, else bandit",
            before: .weights),
        .optional(
            "proposer.edits", .either(.word, "auto"), .within(\.proposer.chat, \.edits), example: "auto",
            onlyWith: "proposer.kind: chat",
            "How the model writes its edits: blocks (search and replace), whole (files) or diff (unified). auto: blocks or whole, as they pay"
        ),
        .optional(
            "proposer.temperature", .temperature, .within(\.proposer.chat, optional: \.temperature),
            example: "0.8", onlyWith: "proposer.kind: chat",
            "How much chance enters a reply; the endpoint's own when left out"),
        .optional(
            "proposer.max_tokens", .wholeNumber(atLeast: 1), .within(\.proposer.chat, \.maxTokens),
            example: "4096", onlyWith: "proposer.kind: chat", "Tokens of a reply at most"),
        .optional(
            "proposer.repair", .wholeNumber(atLeast: 0, atMost: 100), .within(\.proposer.chat, \.repair),
            example: "1",
            onlyWith: "proposer.kind: chat", "Turns that show the model why its edit did not apply"),
        .optional(
            "proposer.prompt", .text, .within(\.proposer.chat, optional: \.prompt),
            example: "prompts/user.mustache", onlyWith: "proposer.kind: chat",
            "A Mustache template of the prompt, in place of the built-in one"),
        .optional(
            "proposer.structured_output", .word, .within(\.proposer.chat, \.structuredOutput),
            example: "auto", onlyWith: "proposer.kind: chat",
            "Whether a reply is held to a JSON schema: on, off, or auto: for blocks in small files"),
    ]

    private static let again: [KeyReference] = [
        .optional(
            "proposer.run", .runName, .within(\.proposer.replay, \.run), example: "sort-1",
            onlyWith: "proposer.kind: replay", isRequired: true, "The run whose changes are replayed"),
        .optional(
            "proposer.commits", .text, .within(\.proposer.commits, \.range), example: "main..feature",
            onlyWith: "proposer.kind: commits", isRequired: true,
            "The commits that are proposed, as a range of git's; the oldest first, without merges"),
    ]
}
