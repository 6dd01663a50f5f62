import StudyModel

/// Finds the keys that settings name. They are fetched when they are needed, and kept nowhere.
package struct KeyFinder: Sendable {
    private let environment: [String: String]
    private let output: @Sendable (CommandLine) async throws -> String

    /// - Parameter output: runs a command and returns its standard output; throws what stops the run.
    package init(
        environment: [String: String], output: @escaping @Sendable (CommandLine) async throws -> String
    ) {
        self.environment = environment
        self.output = output
    }

    /// Returns a model's key; `nil` where its settings name none. Throws `ModelFailure` where the named place holds none.
    package func key(of model: ModelSettings) async throws -> APIKey? {
        guard let source = model.key else { return nil }
        let text =
            switch source {
            case .environment(let name): environment[name] ?? ""
            case .command(let command): try await output(command)
            }
        guard let key = APIKey(text) else { throw ModelFailure(.noKey(source), model: model.name) }
        return key
    }
}
