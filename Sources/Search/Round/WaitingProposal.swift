import StudyModel

/// How long a step waits for a proposer that cannot go on at once, and when it has waited enough.
///
/// Where the proposer says when to ask again, that is when; otherwise the waits double, from 30 seconds to 15 minutes.
struct WaitPlan {
    enum Next: Hashable {
        case wait(Duration)
        /// The limit would be passed; `needed` is what the proposer asks for.
        case tooLong(needed: Duration?)
    }

    private static let longest = Duration.seconds(900)

    /// All waits together.
    let limit: Duration

    private var waited = Duration.zero
    private var pause = Duration.seconds(30)
    private var least = Duration.seconds(1)

    init(limit: Duration) { self.limit = limit }

    /// Decides on the next wait, which is then taken to happen.
    mutating func next(_ failure: Failure) -> Next {
        let left = limit - waited
        let wanted = failure.retryAfter.map { max($0, least) } ?? min(pause, left)
        guard wanted <= left, left > .zero else { return .tooLong(needed: failure.retryAfter) }
        waited += wanted
        if failure.retryAfter == nil { pause = min(pause * 2, Self.longest) }
        // A program that always says "now" is not to be asked all the time.
        least = min(least * 2, .seconds(60))
        return .wait(wanted)
    }
}

extension LearningLoop {
    /// What bounds the waits for a proposer.
    struct WaitBounds {
        /// Seconds that the run had spent before the proposal.
        let spent: Double
        /// The budget's.
        let time: Duration?
        /// The proposer's own, of one step.
        let limit: Duration
        let stop: StopRequest
    }

    /// Asks the proposer, and again after a wait as long as it fails in what may come later.
    ///
    /// No slot is held and no step is spent meanwhile. A person's wish ends a wait at once, and one that would outlast the budget's time is not begun;
    /// the run then ends for that reason. Throws `SearchError.waitsTooLong` where a wait would pass the proposer's own limit, and the
    /// `Failure` that every other step would meet too.
    func answer(
        to request: ProposalRequest, since start: Duration, within bounds: WaitBounds
    ) async throws -> Proposal {
        var plan = WaitPlan(limit: bounds.limit)
        var usage = Usage.none
        while true {
            var proposal = try await proposer.propose(request)
            usage = usage + proposal.usage
            proposal.usage = usage
            guard let failure = proposal.failure, failure.scope != .step else { return proposal }
            guard failure.scope == .attempt else { throw failure }
            guard case .wait(let pause) = plan.next(failure) else {
                throw SearchError.waitsTooLong(
                    step: request.step, until: failure.retryAfter.map { date() + $0.wholeSeconds },
                    limit: bounds.limit, reason: failure.cause)
            }
            let elapsed = bounds.spent + (clock.elapsed() - start).inSeconds
            if let time = bounds.time, elapsed + pause.inSeconds >= time.inSeconds {
                proposal.ends = .time
                return proposal
            }
            await observer.observe(.waiting(step: request.step, until: date() + pause.wholeSeconds))
            guard try await isOver(pause, unless: bounds.stop) else {
                proposal.ends = .interrupted
                return proposal
            }
        }
    }

    /// Waits to the end of the pause; returns false, at once, where a person stops the loop meanwhile.
    private func isOver(_ pause: Duration, unless stop: StopRequest) async throws -> Bool {
        let isOver = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask { [clock] in
                try await clock.sleep(pause)
                return true
            }
            group.addTask {
                await stop.made()
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
        try Task.checkCancellation()
        return isOver
    }
}

extension Duration {
    /// Rounded up.
    fileprivate var wholeSeconds: Int64 { Int64(clamping: inSeconds.rounded(.up)) }
}
