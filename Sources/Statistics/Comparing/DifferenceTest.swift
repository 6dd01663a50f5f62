/// A test of how much better one thing is than another, over the gains that were measured; positive is better.
package protocol DifferenceTest {
    /// The test's name, as it is recorded.
    var name: String { get }
    /// How many observations there are: pairs, clusters of them, or values of the candidate where they are not paired.
    var count: Int { get }
    /// The estimated gain, in the metric's unit.
    var estimate: Double { get }
    /// Returns the one-sided p-value of "the gain is at most `margin`".
    func p(over margin: Double) -> Double
    /// Returns what the gain exceeds but for a chance of `tail`, or `nil` where there are too few values to say.
    func lowerBound(tail: Double) -> Double?
    /// Returns what the gain stays below but for a chance of `tail`, or `nil` where there are too few values to say.
    func upperBound(tail: Double) -> Double?
}
