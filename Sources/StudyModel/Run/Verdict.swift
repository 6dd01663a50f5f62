/// The verdict on a proposal.
package enum Verdict: String, Hashable, Sendable, Codable {
    case accepted, rejected
}

/// How a candidate was compared with its parent: the test, its figures, and what followed.
package struct Comparison: Hashable, Sendable, Codable {
    /// The name of the test, such as `Wilcoxon signed-rank (exact)`; `exact` for a deterministic evaluator.
    package var test: String
    /// The gain over the parent in the metric's unit; positive is better.
    package var gain: Double
    /// The interval of the gain at the study's confidence, where the test gives one.
    package var low: Double?
    package var high: Double?
    /// One-sided, for "no better than the parent"; `nil` for an exact comparison.
    package var p: Double?
    /// How many pairs, or values of the candidate where the samples are not paired.
    package var n: Int
    /// The value that the candidate was compared with.
    package var reference: Double

    package init(
        test: String, gain: Double, low: Double? = nil, high: Double? = nil, p: Double? = nil, n: Int,
        reference: Double
    ) {
        self.test = test
        self.gain = gain
        self.low = low
        self.high = high
        self.p = p
        self.n = n
        self.reference = reference
    }
}
