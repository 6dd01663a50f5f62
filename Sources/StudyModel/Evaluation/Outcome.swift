/// What an evaluation found, or why there was nothing to evaluate.
///
/// A candidate without a score has an outcome that says why, never a score of zero; a word that is not known counts as not scored.
package struct Outcome: OpenWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let scored = Outcome(rawValue: "scored")
    package static let buildFailed = Outcome(rawValue: "build failed")
    package static let gateFailed = Outcome(rawValue: "gate failed")
    package static let crashed = Outcome(rawValue: "crashed")
    package static let timedOut = Outcome(rawValue: "timed out")
    package static let outOfMemory = Outcome(rawValue: "out of memory")
    /// No number, NaN, or an example without a result.
    package static let invalid = Outcome(rawValue: "invalid")
    /// Not asked for, or not to the end, since what it was to be measured beside failed: no fault of its own.
    package static let unmeasured = Outcome(rawValue: "not measured")
    /// The proposal left the scope; makes no commit.
    package static let refused = Outcome(rawValue: "refused")
    /// The proposer gave nothing that could be used; makes no commit.
    package static let noProposal = Outcome(rawValue: "no proposal")
    /// The proposal is a tree that this run has evaluated already; makes no commit.
    package static let duplicate = Outcome(rawValue: "duplicate")

    /// What can come of a proposal of which there is no candidate.
    package static let ofProposals = [refused, noProposal, duplicate]

    /// What can be said of a candidate that was judged.
    package static let ofCandidates = [
        scored, buildFailed, gateFailed, crashed, timedOut, outOfMemory, invalid,
    ]
}
