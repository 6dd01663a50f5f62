/// Why the loop stopped.
package enum StopReason: String, Hashable, Sendable, Codable {
    case steps, trials, time, tokens, cost
    case score, patience, failures
    /// Ctrl-C.
    case interrupted
    /// The proposer has nothing left to try.
    case exhausted
}
