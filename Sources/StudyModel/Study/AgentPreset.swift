/// A coding agent whose command line is known.
package enum AgentPreset: String, Hashable, Sendable, CaseIterable {
    case claudeCode = "claude-code"
    case codex
    case aider
    case gemini
    case opencode

    /// The name of its program.
    package var executable: String {
        switch self {
        case .claudeCode: "claude"
        case .codex: "codex"
        case .aider: "aider"
        case .gemini: "gemini"
        case .opencode: "opencode"
        }
    }

    /// The environment variables that it is given: its keys, where its service is, and how that is reached.
    package var secrets: [String] { keys + services + Self.ways }

    /// Proxies and certificates, as most programs read them.
    private static let ways = [
        "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "https_proxy", "http_proxy", "all_proxy",
        "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS",
    ]

    private var services: [String] {
        switch self {
        case .claudeCode:
            [
                "ANTHROPIC_BASE_URL", "ANTHROPIC_MODEL", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX",
                "ANTHROPIC_VERTEX_PROJECT_ID", "CLOUD_ML_REGION", "AWS_REGION", "AWS_PROFILE",
                "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
            ]
        case .codex: ["OPENAI_BASE_URL"]
        case .aider, .opencode:
            [
                "OPENAI_API_BASE", "OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "OLLAMA_API_BASE",
                "OPENROUTER_API_BASE", "AZURE_API_KEY", "AZURE_API_BASE", "AZURE_API_VERSION",
            ]
        case .gemini:
            ["GOOGLE_GEMINI_BASE_URL", "GOOGLE_CLOUD_LOCATION", "GOOGLE_GENAI_USE_VERTEXAI"]
        }
    }

    /// Whether a variable may be what lets it in: a key, or a service that wants none of its keys.
    package func opens(by name: String) -> Bool { keys.contains(name) || services.contains(name) }

    /// Whether it says what its turns cost.
    package var tellsCost: Bool { self != .codex && self != .gemini }

    /// The environment variables that it reads its keys from.
    package var keys: [String] {
        switch self {
        case .claudeCode: ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"]
        case .codex: ["OPENAI_API_KEY", "CODEX_API_KEY"]
        case .aider, .opencode:
            [
                "ANTHROPIC_API_KEY", "OPENAI_API_KEY", "GEMINI_API_KEY", "DEEPSEEK_API_KEY",
                "OPENROUTER_API_KEY",
            ]
        case .gemini: ["GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_CLOUD_PROJECT"]
        }
    }

    /// What it reads of the user's home to be logged in, relative to it; not what it remembers of the user's work.
    package var credentials: [String] {
        switch self {
        case .claudeCode: [".claude/.credentials.json"]
        case .codex: [".codex/auth.json", ".codex/config.toml"]
        case .aider: [".aider.conf.yml", ".aider/oauth-keys.env"]
        case .gemini: [".gemini/oauth_creds.json", ".gemini/google_accounts.json", ".gemini/settings.json"]
        case .opencode: [".local/share/opencode/auth.json", ".config/opencode/opencode.json"]
        }
    }
}
