import StudyModel

extension KeyReference {
    /// The keys of `proposer` that belong to a chat with a language model.
    static let chatting: [KeyReference] = [
        .optional(
            "proposer.models", "[{name: qwen2.5-coder, url: \"http://127.0.0.1:8080\"}]",
            "With chat: the language models to ask, each step one of them, by their weights",
            \.proposer.chat?.models),
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
        .alternative("proposer.models[].weight", "1", "How often it is chosen, beside the others"),
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
        .optional(
            "proposer.edits", "blocks",
            "How the model writes its edits: blocks (search and replace), whole (files) or diff (unified)",
            \.proposer.chat?.edits),
        .optional(
            "proposer.temperature", "0.8", "How much chance enters a reply; the endpoint's own when left out",
            \.proposer.chat?.temperature),
        .optional("proposer.max_tokens", "4096", "Tokens of a reply at most", \.proposer.chat?.maxTokens),
        .optional(
            "proposer.repair", "1", "Turns that show the model why its edit did not apply",
            \.proposer.chat?.repair),
        .optional(
            "proposer.prompt", "prompts/user.mustache",
            "A Mustache template of the prompt, in place of the built-in one", \.proposer.chat?.prompt),
        .optional(
            "proposer.structured_output", "auto",
            "Whether a reply is held to a JSON schema: on, off, or auto: for blocks in small files",
            \.proposer.chat?.structuredOutput),
    ]
}

extension ProposerSettings {
    fileprivate var chat: ChatSettings? {
        if case .chat(let settings) = self { settings } else { nil }
    }
}
