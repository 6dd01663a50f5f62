/// A command that edits files in a slot of its own.
package struct AgentSettings: Hashable, Sendable, Codable {
    package var command: CommandLine
    package var timeout: Duration
    /// Environment variables, by name, that the agent may read.
    package var secrets: [String]

    package init(command: CommandLine, timeout: Duration = .seconds(1200), secrets: [String] = []) {
        self.command = command
        self.timeout = timeout
        self.secrets = secrets
    }
}
