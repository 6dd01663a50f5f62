/// How often a request is tried, and how long is waited between.
package struct RetryPolicy: Hashable, Sendable {
    /// Requests in all, the first included.
    package var attempts: Int
    /// The mean of the first wait is half of this; each further one doubles.
    package var firstDelay: Duration
    /// The longest single wait, also where the endpoint asks for a longer one.
    package var longestDelay: Duration
    /// Waits and failed attempts together; a wait that would go beyond is not begun.
    package var total: Duration

    package init(
        attempts: Int = 6, firstDelay: Duration = .seconds(1), longestDelay: Duration = .seconds(120),
        total: Duration = .seconds(900)
    ) {
        self.attempts = attempts
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
        self.total = total
    }
}
