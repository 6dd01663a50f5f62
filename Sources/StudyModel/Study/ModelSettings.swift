import Text

/// One model behind one endpoint.
package struct ModelSettings: Hashable, Sendable {
    /// The language that the endpoint speaks.
    package enum API: String, Hashable, Sendable, CaseIterable {
        /// `/v1/chat/completions`, as OpenAI, vLLM, llama.cpp, Ollama and many others have it.
        case openai
        /// Anthropic's `/v1/messages`.
        case anthropic
    }

    /// The name by which the endpoint knows it.
    package var name: String
    package var api: API
    /// Where the API begins, with or without the `/v1` at its end: `http://127.0.0.1:8080`.
    package var url: String
    /// Where the key comes from; `nil` for an endpoint that asks for none. The key itself is never a setting.
    package var key: KeySource?
    /// How often it is chosen, beside the others' weights; positive.
    package var weight: Double
    /// `nil` for a model that costs nothing.
    package var price: ModelPrice?
    /// Headers that are sent as they stand; never the key, which has its own place.
    package var headers: [String: String]
    /// Fields of the request's body beside ours, such as `cache_prompt: false` for llama.cpp.
    package var extra: [String: JSONValue]
    /// Tokens that it takes in all, prompt and reply; `nil` where that is not known.
    package var context: Int?

    package init(
        name: String, api: API = .openai, url: String, key: KeySource? = nil, weight: Double = 1,
        price: ModelPrice? = nil, headers: [String: String] = [:], extra: [String: JSONValue] = [:],
        context: Int? = nil
    ) {
        self.name = name
        self.api = api
        self.url = url
        self.key = key
        self.weight = weight
        self.price = price
        self.headers = headers
        self.extra = extra
        self.context = context
    }
}

/// Where a model's key is found when it is needed.
package enum KeySource: Hashable, Sendable {
    /// In the environment variable of this name.
    case environment(String)
    /// On the standard output of this command.
    case command(CommandLine)
}
