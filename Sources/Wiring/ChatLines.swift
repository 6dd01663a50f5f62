import LanguageModel
import StudyModel
import Workspaces

/// Gives access to the models of a study, each with its key.
actor ChatLines {
    private let settings: ChatSettings
    /// One for each model while the program runs: it learns what its endpoint does not take.
    private var models: [ModelSettings: any ChatModel] = [:]
    private let keys: KeyFinder
    private let date: @Sendable () -> Int64
    private let retry: RetryPolicy
    private let trust: CertificateTrust

    /// - Parameter workbench: where keys are looked for: in its environment, or by commands of the user that run in the checkout.
    init(_ settings: ChatSettings, workbench: Workbench) throws {
        self.settings = settings
        date = workbench.surroundings.now
        let environment = workbench.surroundings.environment
        trust = CertificateTrust(environment: environment)
        let directory = try workbench.checkout.top
        retry = TestVariables(environment).modelTries.map { RetryPolicy(attempts: max(1, $0)) } ?? .init()
        keys = KeyFinder(environment: environment) { command in
            try await Self.output(of: command, in: directory, environment)
        }
    }

    func model(_ model: ModelSettings) async throws -> any ChatModel {
        if let known = models[model] { return known }
        let made = HTTPChatModel(
            model, key: try await keys.key(of: model), timeout: settings.timeout,
            structuredOutput: settings.structuredOutput, retry: retry, trust: trust, date: date)
        // Another step may have been faster while the key was fetched.
        models[model] = models[model] ?? made
        return models[model] ?? made
    }

    /// Throws `ModelFailure` where a model's key is not there.
    func checkKeys() async throws {
        for model in settings.models { _ = try await keys.key(of: model) }
    }

    /// What would keep the models from answering, a line each: a key that is not there, an endpoint that cannot be reached.
    ///
    /// Asks each endpoint once, for no tokens.
    func obstacles() async throws -> [String] {
        var found: [String] = []
        for model in settings.models {
            do {
                let key = try await keys.key(of: model)
                if let failure = try await HTTPChatModel.obstacle(to: model, key: key, trust: trust) {
                    found.append(failure.sentence)
                }
            } catch let failure as ModelFailure {
                found.append(failure.sentence)
            }
        }
        return found
    }

    /// What a command of the user's prints; nothing where it fails, which then is no key.
    private static func output(
        of command: CommandLine, in directory: String, _ environment: [String: String]
    ) async throws -> String {
        let result = try await SandboxedRunner(.plain(.turnedOff)).run(
            ProcessRequest(
                words: command.words, directory: directory, environment: environment, timeout: .seconds(120)))
        return result.succeeded ? result.stdout.text : ""
    }
}
