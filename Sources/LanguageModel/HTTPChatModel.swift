import StudyModel

/// A model behind an HTTP endpoint.
package struct HTTPChatModel: ChatModel {
    private let settings: ModelSettings

    /// - Parameters:
    ///   - key: from a `KeyFinder`; `nil` for an endpoint that asks for none.
    ///   - timeout: how long one reply may take.
    ///   - structuredOutput: what becomes of a request's schema.
    ///   - clock: measures replies and ends those that take too long.
    ///   - date: seconds since 1970, for an endpoint that names a time to try again.
    ///   - pause: waits between tries; throws `CancellationError` when the task is cancelled.
    package init(
        _ settings: ModelSettings, key: APIKey?, timeout: Duration,
        structuredOutput: ChatSettings.StructuredOutput = .auto, retry: RetryPolicy = .init(),
        clock: any Clock<Duration> = ContinuousClock(), date: @escaping @Sendable () -> Int64,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.settings = settings
    }

    package func complete(_ request: ChatRequest) async throws -> ChatReply {
        throw ModelFailure(.unusableURL(settings.url), model: settings.name)
    }
}
