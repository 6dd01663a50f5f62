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

    /// How one of several models is chosen for a step.
    package enum Choosing: String, Hashable, Sendable, CaseIterable {
        /// By their weights alone.
        case weights
        /// By what each has brought for its cost.
        case bandit
    }

    /// Whether a reply is held to a JSON schema: where the endpoint can, always, or never.
    package enum StructuredOutput: String, Hashable, Sendable, CaseIterable { case auto, on, off }

    /// The models to choose from, one a step; not empty.
    package var models: [ModelSettings]
    /// `nil` where nobody chose: the bandit, unless weights say otherwise.
    package var choose: Choosing?
    /// `nil` for blocks or whole files, as they pay.
    package var edits: Edits?
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
        models: [ModelSettings], choose: Choosing? = .weights, edits: Edits? = .blocks,
        temperature: Double? = nil, maxTokens: Int = 4096,
        repair: Int = 1, timeout: Duration = .seconds(300), prompt: String? = nil,
        structuredOutput: StructuredOutput = .auto
    ) {
        self.models = models
        self.choose = choose
        self.edits = edits
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.repair = repair
        self.timeout = timeout
        self.prompt = prompt
        self.structuredOutput = structuredOutput
    }

    /// How a model is chosen where nobody said: who gives models weights means something by them.
    package var usualChoosing: Choosing {
        Set(models.map(\.weight)).count > 1 ? .weights : .bandit
    }
}
