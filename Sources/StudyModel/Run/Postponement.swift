/// A proposer's answer that it cannot propose yet: a rate limit.
///
/// Asking again later is no new step; nothing of it is recorded.
package struct Postponement: Hashable, Sendable {
    /// When it may be asked again, from now on; `nil` where nobody said.
    package var retryAfter: Duration?
    /// How long one step may wait, all its waits together.
    package var limit: Duration
    /// What the program or the service said, in one line.
    package var reason: String

    package init(retryAfter: Duration?, limit: Duration, reason: String) {
        self.retryAfter = retryAfter
        self.limit = limit
        self.reason = reason
    }
}
