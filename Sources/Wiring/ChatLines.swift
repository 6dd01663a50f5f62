import LanguageModel
import StudyModel
import Text
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

    /// What a tiny request of the very form that a step's will have came to.
    struct Trial: Sendable {
        /// What keeps models from answering, or from answering as the study asks; a line each.
        var obstacles: [String] = []
        /// How long a reply took, over the models that gave one; at the least what a step waits for.
        var seconds = 0.0
    }

    /// Asks each model for one word, once: what a run would meet at its first step is met here.
    func trial() async throws -> Trial {
        var trial = Trial()
        var replies: [Double] = []
        for model in settings.models {
            do {
                let line = HTTPChatModel(
                    model, key: try await keys.key(of: model), timeout: min(settings.timeout, .seconds(120)),
                    structuredOutput: settings.structuredOutput, retry: RetryPolicy(attempts: 1),
                    trust: trust,
                    date: date)
                let reply = try await line.complete(request(of: model))
                replies.append(reply.calls.seconds)
                trial.obstacles += reply.calls.without.map {
                    "\(model.name): it does not take `proposer.\($0)`, so steps are without it"
                }
            } catch let failure as ModelFailure {
                trial.obstacles.append(failure.sentence)
            }
        }
        if !replies.isEmpty { trial.seconds = replies.reduce(0, +) / Double(replies.count) }
        return trial
    }

    private func request(of model: ModelSettings) -> ChatRequest {
        let isAsked =
            settings.structuredOutput == .on || (settings.structuredOutput == .auto && model.api == .openai)
        return ChatRequest(
            messages: [
                ChatMessage(.system, "Answer as briefly as can be."),
                ChatMessage(.user, "Say that you are there."),
            ],
            temperature: settings.temperature, maxTokens: settings.maxTokens, seed: 1,
            schema: isAsked && settings.edits != .diff ? Self.wordSchema : nil)
    }

    private static let wordSchema = JSONValue.object([
        "type": .string("object"), "properties": .object(["word": .object(["type": .string("string")])]),
        "required": .array([.string("word")]), "additionalProperties": .bool(false),
    ])

    /// What a command of the user's prints; nothing where it fails, which then is no key.
    private static func output(
        of command: CommandLine, in directory: String, _ environment: [String: String]
    ) async throws -> String {
        let result = try await SandboxedRunner(.plain(.turnedOff)).run(
            ProcessRequest(
                words: command.words, directory: directory, environment: environment, timeout: .seconds(120),
                daemons: .spared))
        return result.succeeded ? result.stdout.text : ""
    }
}
