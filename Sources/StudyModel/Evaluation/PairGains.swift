import Glibc
import Statistics

/// The gains of a candidate in runs that were made in pairs with another's; positive ones are better.
///
/// Where gains are told in percent and all values are above zero, each is the logarithm of a ratio, else a difference.
package struct PairGains: Hashable, Sendable {
    /// One a pair, for a test.
    package let values: [Double]
    private let isRatio: Bool
    private let objective: Objective

    /// - Parameter other: the other's values, pair by pair.
    package init(of candidate: [Double], over other: [Double], objective: Objective) {
        self.objective = objective
        let ratios =
            objective.usualScale == .percent
            ? PercentGain.logRatios(
                ofPairs: candidate, over: other,
                better: objective.direction == .minimize ? .smaller : .larger)
            : nil
        isRatio = ratios != nil
        values = ratios ?? zip(candidate, other).map { objective.gain(of: $0, over: $1) }
    }

    /// Returns a gain as these are, in the metric's unit over a value.
    package func amount(_ gain: Double, over reference: Double) -> Double {
        guard isRatio else { return gain }
        return reference * (objective.direction == .minimize ? -expm1(-gain) : expm1(gain))
    }
}
