import StudyModel

/// Sends a call once, within its time.
struct Caller: Sendable {
    let timeout: Duration
    let replyLimit: Int
    let trust: CertificateTrust
    let clock: any Clock<Duration>

    /// One try: what came of it, and how long it took.
    struct Attempt: Sendable {
        let result: Result<ReadReply, CallProblem>
        let duration: Duration
    }

    /// Throws `CancellationError` alone.
    func send(_ call: Call, without concessions: Set<Concession>) async throws -> Attempt {
        try await timed(on: clock) {
            do {
                return call.read(try await answer(to: call.makeRequest(without: concessions)))
            } catch let problem as ExchangeProblem {
                return .failure(CallProblem(problem.cause(host: call.endpoint.host)))
            } catch is TimedOut {
                return .failure(CallProblem(.timedOut(after: timeout)))
            }
        }
    }

    private struct TimedOut: Error {}

    private func answer(to request: HTTPRequest) async throws -> HTTPAnswer {
        try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
            group.addTask { try await Exchange(limit: replyLimit, trust: trust).answer(to: request) }
            group.addTask {
                try await clock.sleep(for: timeout)
                throw TimedOut()
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else {
                preconditionFailure("two tasks were added, so one of them ends")
            }
            return answer
        }
    }

    private func timed(
        on clock: some Clock<Duration>, _ body: () async throws -> Result<ReadReply, CallProblem>
    ) async throws -> Attempt {
        let start = clock.now
        let result = try await body()
        return Attempt(result: result, duration: start.duration(to: clock.now))
    }
}

extension ExchangeProblem {
    fileprivate func cause(host: String) -> ModelFailure.Cause {
        switch self {
        case .noLibrary: .noLibrary
        case .notConnected(let reason): .notConnected(host: host, reason: reason)
        case .notTrusted(let reason): .notTrusted(host: host, reason: reason)
        case .cutOff(let bytes): .cutOff(bytes: bytes)
        case .tooLarge(let limit): .tooLarge(limit: limit)
        }
    }
}
