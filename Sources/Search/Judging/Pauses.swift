import StudyModel

/// What times steps, and waits between them.
struct LoopClock: Sendable {
    /// The time since the clock was taken up.
    let elapsed: @Sendable () -> Duration
    let sleep: @Sendable (Duration) async throws -> Void

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(for: $0) }
    }
}

/// A person's wish to stop ended a wait; what was waited for is not recorded.
struct Interruption: Error {}

/// How long a step waits for somebody who cannot go on at once, and when it has waited enough.
///
/// Where they say when to ask again, that is when; otherwise the waits double, from 30 seconds to 15 minutes.
struct WaitPlan {
    enum Next: Hashable {
        case wait(Duration)
        /// The limit would be passed.
        case tooLong
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
        guard wanted <= left, left > .zero else { return .tooLong }
        waited += wanted
        if failure.retryAfter == nil { pause = min(pause * 2, Self.longest) }
        // A program that always says "now" is not to be asked all the time.
        least = min(least * 2, .seconds(60))
        return .wait(wanted)
    }
}

/// Waits that a run makes for others, which a person's wish to stop ends.
struct Pauses {
    let clock: LoopClock
    /// Seconds since 1970.
    let date: @Sendable () -> Int64
    let observer: any RunObserver
    let stop: StopRequest

    /// Waits out a pause that nobody needs to be told of.
    func sleep(_ pause: Duration) async throws { try await clock.sleep(pause) }

    /// Waits to the end of the pause; returns false, at once, where a person stops the loop meanwhile.
    func wait(_ pause: Duration, for awaited: Awaited, of step: StepID) async throws -> Bool {
        await observer.observe(.waiting(step: step, for: awaited, until: date() + pause.wholeSeconds))
        let isOver = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask { [clock] in
                try await clock.sleep(pause)
                return true
            }
            group.addTask { [stop] in
                await stop.made()
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
        try Task.checkCancellation()
        return isOver
    }

    /// The error of a wait that would pass its limit.
    func tooLong(_ failure: Failure, limit: Duration, for awaited: Awaited, of step: StepID) -> SearchError {
        .waitsTooLong(
            step: step, for: awaited, until: failure.retryAfter.map { date() + $0.wholeSeconds },
            limit: limit, reason: failure.cause)
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }

    /// Rounded up.
    fileprivate var wholeSeconds: Int64 { Int64(clamping: inSeconds.rounded(.up)) }
}
