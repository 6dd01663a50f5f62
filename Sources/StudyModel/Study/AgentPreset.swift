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

    /// The environment variables that it reads its keys from.
    package var secrets: [String] {
        switch self {
        case .claudeCode:
            ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "CLAUDE_CODE_OAUTH_TOKEN"]
        case .codex: ["OPENAI_API_KEY", "CODEX_API_KEY", "OPENAI_BASE_URL"]
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
