import StudyModel

extension HTTPChatModel {
    /// Asks the endpoint for the list of its models, which costs nothing, and returns what would keep a request from being answered.
    ///
    /// Only a connection that fails and a key that is not taken are told: endpoints without such a list are common. Waits at most for
    /// `timeout`. Throws `CancellationError`.
    package static func obstacle(
        to settings: ModelSettings, key: APIKey?, trust: CertificateTrust = .init(),
        timeout: Duration = .seconds(10)
    ) async throws -> ModelFailure? {
        do {
            let call = try Call(ChatRequest(messages: [], maxTokens: 1), of: settings, key: key)
            let caller = Caller(
                timeout: timeout, replyLimit: 1_000_000, trust: trust, clock: ContinuousClock())
            guard let cause = try await caller.obstacle(call.listing(at: settings.url), of: call) else {
                return nil
            }
            return ModelFailure(cause, model: settings.name, attempts: 1)
        } catch let failure as ModelFailure {
            return failure
        }
    }
}
