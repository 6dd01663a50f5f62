/// A language model that is asked for edits over HTTP.
package struct ChatSettings: Hashable, Sendable {
    /// How the model is asked to write down what it changes.
    package enum Edits: String, Hashable, Sendable, CaseIterable {
        /// Search and replace.
        case blocks
        /// Whole files.
        case whole
        /// A unified diff.
        case diff
    }

    /// Whether a reply is held to a JSON schema: where the endpoint can, always, or never.
    package enum StructuredOutput: String, Hashable, Sendable, CaseIterable { case auto, on, off }

    /// The models to choose from, each step by their weights; not empty.
    package var models: [ModelSettings]
    package var edits: Edits
    /// `nil` for the endpoint's own.
    package var temperature: Double?
    /// Tokens that a reply may have at most.
    package var maxTokens: Int
    /// Turns that show the model why its edit did not apply.
    package var repair: Int
    /// How long one reply may take.
    package var timeout: Duration
    /// The Mustache template of the prompt, as text (a path in the file has been read already); `nil` for the built-in one.
    package var prompt: String?
    package var structuredOutput: StructuredOutput

    package init(
        models: [ModelSettings], edits: Edits = .blocks, temperature: Double? = nil, maxTokens: Int = 4096,
        repair: Int = 1, timeout: Duration = .seconds(300), prompt: String? = nil,
        structuredOutput: StructuredOutput = .auto
    ) {
        self.models = models
        self.edits = edits
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.repair = repair
        self.timeout = timeout
        self.prompt = prompt
        self.structuredOutput = structuredOutput
    }
}
