/// What an evaluation found, or why there was nothing to evaluate.
///
/// Stored as its words. A candidate without a score has an outcome that says why, never a score of zero.
package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
    case scored
    case buildFailed = "build failed"
    case gateFailed = "gate failed"
    case crashed
    case timedOut = "timed out"
    case outOfMemory = "out of memory"
    /// No number, NaN, or an example without a result.
    case invalid
    /// The proposal left the scope; makes no commit.
    case refused
    /// The proposer gave nothing that could be used; makes no commit.
    case noProposal = "no proposal"
    /// The proposal is a tree that this run has evaluated already; makes no commit.
    case duplicate

    /// Whether a step with this outcome has a candidate commit.
    package var hasCandidate: Bool {
        switch self {
        case .refused, .noProposal, .duplicate: false
        default: true
        }
    }
}
