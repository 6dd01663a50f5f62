/// A program that edits files in a slot of its own.
package struct AgentSettings: Hashable, Sendable {
    /// What is started.
    package enum Program: Hashable, Sendable {
        /// A command of the study's own.
        case command(CommandLine)
        /// A coding agent's command line, started as its documentation says.
        case preset(AgentPreset)
    }

    package var program: Program
    /// The model that a preset is asked to use, as its program names it; `nil` for the program's own choice.
    package var model: String?
    /// Further words for a preset's command line.
    package var arguments: [String]
    package var timeout: Duration
    /// Environment variables, by name, that the agent may read.
    package var secrets: [String]
    /// Files and folders of the user's home, relative to it, that are copied into the agent's.
    package var credentials: [String]
    /// How long a step may wait for the agent's rate limit, all its waits together.
    package var wait: Duration

    /// Secrets and credentials that are not given are the preset's; a command has none.
    package init(
        _ program: Program, model: String? = nil, arguments: [String] = [],
        timeout: Duration = .seconds(1200), secrets: [String]? = nil, credentials: [String]? = nil,
        wait: Duration = ProposerSettings.usualWait
    ) {
        self.program = program
        self.model = model
        self.arguments = arguments
        self.timeout = timeout
        self.secrets = secrets ?? program.preset?.secrets ?? []
        self.credentials = credentials ?? program.preset?.credentials ?? []
        self.wait = wait
    }
}

extension AgentSettings.Program {
    package var preset: AgentPreset? {
        if case .preset(let preset) = self { preset } else { nil }
    }

    package var command: CommandLine? {
        if case .command(let command) = self { command } else { nil }
    }
}
