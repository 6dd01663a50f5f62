import StudyModel

/// A model behind an HTTP endpoint.
package struct HTTPChatModel: ChatModel {
    private let settings: ModelSettings
    private let key: APIKey?
    private let structuredOutput: ChatSettings.StructuredOutput
    private let retry: RetryPolicy
    private let caller: Caller
    private let pause: @Sendable (Duration) async throws -> Void
    private let date: @Sendable () -> Int64
    private let memory = ConcessionMemory()

    /// - Parameters:
    ///   - key: from a `KeyFinder`; `nil` for an endpoint that asks for none.
    ///   - timeout: how long one reply may take.
    ///   - structuredOutput: what becomes of a request's schema.
    ///   - trust: whose certificates are trusted.
    ///   - replyLimit: bytes that a reply may have.
    ///   - clock: measures replies and ends those that take too long.
    ///   - date: seconds since 1970, for an endpoint that names a time to try again.
    ///   - pause: waits between tries; throws `CancellationError` when the task is cancelled.
    package init(
        _ settings: ModelSettings, key: APIKey?, timeout: Duration,
        structuredOutput: ChatSettings.StructuredOutput = .auto, retry: RetryPolicy = .init(),
        trust: CertificateTrust = .init(), replyLimit: Int = 8_000_000,
        clock: any Clock<Duration> = ContinuousClock(),
        date: @escaping @Sendable () -> Int64,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.settings = settings
        self.key = key
        self.structuredOutput = structuredOutput
        self.retry = retry
        self.date = date
        self.pause = pause
        caller = Caller(timeout: timeout, replyLimit: replyLimit, trust: trust, clock: clock)
    }

    package func complete(_ request: ChatRequest) async throws -> ChatReply {
        let call = try Call(asked(request), of: settings, key: key)
        var backoff = Backoff(retry, seed: request.seed ?? 0)
        var (count, time) = (0, Duration.zero)
        while true {
            let attempt = try await caller.send(call, without: memory.all)
            count += 1
            time += attempt.duration
            switch attempt.result {
            case .success(let reply): return call.reply(reply, count: count, time: time)
            case .failure(let problem):
                if let concession = concession(after: problem.cause, to: call.request) {
                    if memory.learn(concession) { continue }
                }
                let asked = problem.retryAfter.flatMap { RetryAfter.delay($0, now: date()) }
                guard problem.cause.scope == .attempt,
                    let delay = backoff.delay(after: attempt.duration, asked: asked)
                else {
                    throw ModelFailure(
                        problem.cause, model: settings.name, attempts: count, waited: backoff.waited,
                        usage: problem.usage)
                }
                try await pause(delay)
            }
        }
    }

    private func asked(_ request: ChatRequest) -> ChatRequest {
        var request = request
        if structuredOutput == .off { request.schema = nil }
        return request
    }

    private func concession(after cause: ModelFailure.Cause, to request: ChatRequest) -> Concession? {
        guard case .badRequest(_, let words) = cause else { return nil }
        let concession = Concession.after(words, to: request)
        return concession == .schema && structuredOutput == .on ? nil : concession
    }
}
