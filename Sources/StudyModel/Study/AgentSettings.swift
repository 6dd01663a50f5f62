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
        wait: Duration = .seconds(3600)
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

extension AgentSettings: Codable {
    private enum CodingKeys: String, CodingKey {
        case command, use, model, arguments, timeout, secrets, credentials, wait
    }

    /// Reads the settings of all versions: those of the first have a command, a timeout and secrets.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let program: Program =
            if let preset = try container.decodeIfPresent(AgentPreset.self, forKey: .use) {
                .preset(preset)
            } else {
                .command(try container.decode(CommandLine.self, forKey: .command))
            }
        self.init(
            program, model: try container.decodeIfPresent(String.self, forKey: .model),
            arguments: try container.decodeIfPresent([String].self, forKey: .arguments) ?? [],
            timeout: try container.decode(Duration.self, forKey: .timeout),
            secrets: try container.decode([String].self, forKey: .secrets),
            credentials: try container.decodeIfPresent([String].self, forKey: .credentials))
        if let wait = try container.decodeIfPresent(Duration.self, forKey: .wait) { self.wait = wait }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch program {
        case .command(let command): try container.encode(command, forKey: .command)
        case .preset(let preset): try container.encode(preset, forKey: .use)
        }
        try container.encodeIfPresent(model, forKey: .model)
        try container.encode(arguments, forKey: .arguments)
        try container.encode(timeout, forKey: .timeout)
        try container.encode(secrets, forKey: .secrets)
        try container.encode(credentials, forKey: .credentials)
        try container.encode(wait, forKey: .wait)
    }
}
