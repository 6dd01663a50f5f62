/// A test of candidates that were all scored on the same examples, of which one was picked by these very scores.
package protocol FamilyTest: Sendable {
    /// What chance is made of, as it is recorded.
    var name: String { get }
    /// How many observations there are: examples, or clusters of them.
    var count: Int { get }
    /// The gain of one of the candidates over the base, by its place; `nil` where it has none.
    func estimate(of candidate: Int) -> Double?
    /// The one-sided p-value of "it is no better than the base", for a candidate that may have been picked in any way.
    func p(of candidate: Int) -> Double
    /// The interval of its gain, which holds for all candidates at once and so for the one that was picked; `nil` where there are too few examples or
    /// clusters for the confidence.
    func interval(of candidate: Int, confidence: Double) -> ClosedRange<Double>?
    /// The same interval of the gain as a share of the base's figure, 0.1 for ten percent; `nil` too where the base's figure is not clear of zero.
    func share(of candidate: Int, confidence: Double) -> ClosedRange<Double>?
}

extension FamilyTest {
    /// Tells whether a candidate may be called better than the base, at a one-sided level of `tail`: both the test and the interval say so.
    package func claims(_ candidate: Int, tail: Double) -> Bool {
        guard let interval = interval(of: candidate, confidence: 1 - 2 * tail) else { return false }
        return ErrorRate.holds(p(of: candidate), within: tail) && interval.lowerBound > 0
    }
}
