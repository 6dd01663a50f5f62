import StudyModel
import Text

/// Who proposes, as one word of the command line says it.
package enum ProposerChoice: Hashable, Sendable {
    /// `mutation`, `tune` or `external`, which need nothing else.
    case plain(ProposerSettings.Kind)
    case agent(AgentPreset)
    /// A command for the shell that edits files.
    case command(String)
    case model(String, ModelProvider)

    private static let plainKinds: [ProposerSettings.Kind] = [.mutation, .tune, .external]

    /// Reads a word: a kind, an agent, `PROVIDER:MODEL`, `MODEL@URL`, or else a command; `nil` for what can be none of these.
    package init?(_ word: String) {
        if let kind = Self.plainKinds.first(where: { $0.rawValue == word }) {
            self = .plain(kind)
        } else if let preset = AgentPreset.allCases.first(where: {
            [$0.rawValue, $0.executable].contains(word)
        }) {
            self = .agent(preset)
        } else if let (model, provider) = ModelProvider.named(in: word) {
            self = .model(model, provider)
        } else if word.contains("/") || word.contains(" ") {
            self = .command(word)
        } else {
            return nil
        }
    }

    /// The word that it is read from.
    package var word: String {
        switch self {
        case .plain(let kind): kind.rawValue
        case .agent(let preset): preset.rawValue
        case .command(let command): command
        case .model(let name, let provider):
            provider.isLocal ? "\(name)@\(provider.url)" : "\(provider.name):\(name)"
        }
    }

    /// The words that are known, for a message.
    package static var known: [String] {
        plainKinds.map(\.rawValue) + AgentPreset.allCases.map(\.rawValue)
            + ModelProvider.all.map { "\($0.name):MODEL" } + ["MODEL@URL", "a command"]
    }

    /// The keys of the study file that it sets.
    var settings: [String: JSONValue] {
        switch self {
        case .plain(let kind): ["proposer.kind": .string(kind.rawValue)]
        case .agent(let preset):
            ["proposer.kind": .string("agent"), "proposer.use": .string(preset.rawValue)]
        case .command(let command): ["proposer.kind": .string("agent"), "proposer.command": .string(command)]
        case .model(let name, let provider):
            ["proposer.kind": .string("chat"), "proposer.models": .array([provider.model(name)])]
        }
    }
}

/// Where models are asked, and whose key that takes.
package struct ModelProvider: Hashable, Sendable {
    let name: String
    let url: String
    /// The environment variable of its key; `nil` for a server without one.
    let key: String?
    let api: ModelSettings.API

    /// Those that are known by a name.
    static let all = [
        ModelProvider(
            name: "anthropic", url: "https://api.anthropic.com", key: "ANTHROPIC_API_KEY", api: .anthropic),
        ModelProvider(name: "openai", url: "https://api.openai.com", key: "OPENAI_API_KEY", api: .openai),
        ModelProvider(
            name: "openrouter", url: "https://openrouter.ai/api/v1", key: "OPENROUTER_API_KEY", api: .openai),
        ModelProvider(
            name: "deepseek", url: "https://api.deepseek.com", key: "DEEPSEEK_API_KEY", api: .openai),
        ModelProvider(
            name: "gemini", url: "https://generativelanguage.googleapis.com/v1beta/openai",
            key: "GEMINI_API_KEY",
            api: .openai),
    ]

    /// A server of one's own.
    static func local(_ url: String) -> ModelProvider {
        ModelProvider(name: "", url: url, key: nil, api: .openai)
    }

    var isLocal: Bool { name.isEmpty }

    /// Reads `PROVIDER:MODEL` or `MODEL@URL`.
    static func named(in word: String) -> (model: String, provider: ModelProvider)? {
        if let sign = word.firstRange(of: "@http")?.lowerBound, sign != word.startIndex {
            return (String(word[..<sign]), local(String(word[word.index(after: sign)...])))
        }
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let provider = all.first(where: { $0.name == parts[0] }) else { return nil }
        return (parts[1], provider)
    }

    /// A model of it as an entry of `proposer.models`.
    func model(_ name: String) -> JSONValue {
        var fields: [String: JSONValue] = ["name": .string(name), "url": .string(url)]
        if let key { fields["key"] = .string(key) }
        if api != .openai { fields["api"] = .string(api.rawValue) }
        return .object(fields)
    }
}
