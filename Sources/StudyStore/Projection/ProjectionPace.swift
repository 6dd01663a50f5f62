/// How soon branches and notes follow the journal while steps come fast.
///
/// A step has happened, and is durable, with its journal. Its branches and notes cost as much again, so steps that come faster
/// than the interval share one move of them: they follow with the first step after the interval, or with the last of all.
package struct ProjectionPace: Sendable {
    /// For so long branches and notes may stay behind.
    let interval: Duration
    /// The time since any fixed moment; never goes back.
    let uptime: @Sendable () -> Duration
    /// Waits so long, or until the task is cancelled; `nil` where steps that come slowly after fast ones need not be settled before.
    let pause: (@Sendable (Duration) async -> Void)?

    /// With each step at once.
    package static let everyStep = ProjectionPace(interval: .zero, uptime: { .zero })

    package init(
        interval: Duration, uptime: @escaping @Sendable () -> Duration,
        pause: (@Sendable (Duration) async -> Void)? = nil
    ) {
        self.interval = interval
        self.uptime = uptime
        self.pause = pause
    }

    /// Tells whether something that was done at `last`, if ever, need not be done again yet.
    func isSoon(after last: Duration?) -> Bool { last.map { uptime() - $0 < interval } ?? false }
}
