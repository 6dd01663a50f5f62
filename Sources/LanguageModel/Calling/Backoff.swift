import StudyModel

/// The waits between the tries of one request: exponential, with full jitter (a random share of the whole interval, so that many who failed
/// together do not come back together).
struct Backoff {
    private let policy: RetryPolicy
    private var generator: SeededGenerator
    /// Tries that failed in passing.
    private var failures = 0
    /// Failed tries and waits together.
    private var spent = Duration.zero
    /// The waits alone.
    private(set) var waited = Duration.zero

    init(_ policy: RetryPolicy, seed: UInt64) {
        self.policy = policy
        generator = SeededGenerator(seed: Seeds.derive(seed, "wait"))
    }

    /// Returns how long to wait after a try that took `duration` and failed; `nil` where it was the last.
    ///
    /// `asked` is what the endpoint asked for: that, within the policy's longest, and a random part of the first delay on top.
    mutating func delay(after duration: Duration, asked: Duration?) -> Duration? {
        failures += 1
        spent += duration
        guard failures < policy.attempts else { return nil }
        let delay: Duration
        if let asked {
            delay = min(asked, policy.longestDelay) + policy.firstDelay * generator.unit()
        } else {
            delay =
                min(policy.firstDelay * Double(1 << min(failures - 1, 30)), policy.longestDelay)
                * generator.unit()
        }
        guard spent + delay <= policy.total else { return nil }
        spent += delay
        waited += delay
        return delay
    }
}
