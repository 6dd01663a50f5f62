import StudyModel

/// How a preset's program is started for one turn.
struct PresetCommand: Hashable, Sendable {
    /// Whether something outside the program keeps it to its slot.
    enum Confined: Hashable, Sendable { case no, yes }

    let preset: AgentPreset
    let model: String?
    let arguments: [String]
    /// Programs ask for no permission in a sandbox, and keep to their own rules where there is none.
    let confined: Confined

    /// The command line; what each word is for is in the article of this target.
    func words(_ prompt: AgentPrompt) -> [String] {
        let isConfined = confined == .yes
        let model = model.map { ["--model", $0] } ?? []
        let start = [preset.executable]
        switch preset {
        case .claudeCode:
            return start + ["-p", prompt.word, "--output-format", "json", "--permission-mode"]
                + [isConfined ? "bypassPermissions" : "acceptEdits", "--add-dir", prompt.folder]
                + model + arguments
        case .codex:
            return start + ["exec", "--json", "--skip-git-repo-check", "--sandbox"]
                + [isConfined ? "danger-full-access" : "workspace-write"] + model + arguments + [prompt.word]
        case .aider:
            return start + ["--message-file", prompt.file, "--read", prompt.evidence, "--yes-always"]
                + ["--no-check-update", "--no-gitignore", "--no-pretty", "--no-stream"]
                + ["--no-suggest-shell-commands"] + model + arguments + prompt.editable
        case .gemini:
            return start + ["-p", prompt.word, "--output-format", "json", "--approval-mode"]
                + [isConfined ? "yolo" : "auto_edit", "--include-directories", prompt.folder]
                + model + arguments
        case .opencode:
            return start + ["run", "--format", "json"] + (isConfined ? ["--auto"] : []) + model + arguments
                + [prompt.word]
        }
    }

    /// Variables that tell a program where it is.
    var variables: [String: String] {
        switch preset {
        case .claudeCode:
            // As root it gives up its own permissions only where it is told that there is a sandbox.
            ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1"].merging(
                confined == .yes ? ["IS_SANDBOX": "1"] : [:]
            ) { $1 }
        case .gemini: ["GEMINI_CLI_TRUST_WORKSPACE": "true"]
        // It breaks its lines there, in the middle of what it complains of.
        case .aider: ["COLUMNS": "1000"]
        case .codex, .opencode: [:]
        }
    }
}
