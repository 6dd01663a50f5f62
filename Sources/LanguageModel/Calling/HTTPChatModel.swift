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
        var backoff = Backoff(retry, seed: request.seed ?? 0)
        var (count, time) = (0, Duration.zero)
        while true {
            let call = try Call(memory.adapted(asked(request)), of: settings, key: key)
            let attempt = try await caller.send(call, without: memory.all)
            count += 1
            time += attempt.duration
            switch attempt.result {
            case .success(let reply):
                memory.noteReply()
                // A choice of the study that has no effect is no secret.
                let given = request.temperature != nil && memory.all.contains(.temperature)
                return call.reply(
                    reply, count: count, time: time,
                    without: given ? [Concession.temperature.rawValue] : [])
            case .failure(let problem):
                if concedes(problem.cause, to: call.request) { continue }
                let asked = problem.retryAfter.flatMap { RetryAfter.delay($0, now: date()) }
                guard problem.cause.scope == .attempt,
                    let delay = backoff.delay(after: attempt.duration, asked: asked)
                else {
                    throw ModelFailure(
                        lasting(problem.cause), model: settings.name, attempts: count, waited: backoff.waited,
                        usage: problem.usage)
                }
                try await pause(delay)
            }
        }
    }

    /// A refusal as it is: one that the last request met too will be met by every other.
    private func lasting(_ cause: ModelFailure.Cause) -> ModelFailure.Cause {
        guard case .badRequest(let status, let words, false) = cause, memory.isRepeated(words) else {
            return cause
        }
        return .badRequest(status: status, words: words, isLasting: true)
    }

    private func asked(_ request: ChatRequest) -> ChatRequest {
        var request = request
        if structuredOutput == .off { request.schema = nil }
        return request
    }

    /// Whether the endpoint may take the request if it is written otherwise.
    private func concedes(_ cause: ModelFailure.Cause, to request: ChatRequest) -> Bool {
        switch cause {
        case .badRequest(_, let words, _), .notFound(let words):
            let known = memory.all.union(structuredOutput == .on ? [.schema] : [])
            return Concession.after(words, to: request, without: known).map(memory.learn) ?? false
        case .promptTooLong(let tokens, let limit, _):
            // What is too long may be the room that the reply asks for.
            let room = tokens.flatMap { tokens in limit.map { $0 - tokens } }
            guard room ?? .max < request.maxTokens || room == nil else { return false }
            return memory.learn(replyLimit: room ?? request.maxTokens / 2)
        default: return false
        }
    }
}
