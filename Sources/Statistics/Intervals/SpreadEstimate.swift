import Glibc

/// What some values say of the standard deviation of such values.
///
/// Of few values that is little. Estimate and bounds are those of values that are near normal; what happens too seldom to be among the values, such as a spike in one
/// run of ten, no figure of theirs can know.
package struct SpreadEstimate: Hashable, Sendable {
    /// The root of the sample variance, pooled over groups.
    private let sampled: Double
    /// How many values there are beyond those that their means took.
    private let degrees: Double

    /// - Parameter groups: each of values that differ by chance alone, around a mean of their own; `nil` where none has two.
    package init?(of groups: [[Double]]) {
        let variances = groups.compactMap { values in
            Summaries.standardDeviation(values).map { (square: $0 * $0, degrees: Double(values.count - 1)) }
        }
        degrees = variances.reduce(0) { $0 + $1.degrees }
        guard degrees > 0 else { return nil }
        sampled = (variances.reduce(0) { $0 + $1.square * $1.degrees } / degrees).squareRoot()
    }

    /// The standard deviation, without the bias that the root of the sample variance has: of five values that is 6 % too small (Holtzman 1950).
    package var deviation: Double {
        sampled / ((2 / degrees).squareRoot() * exp(lgamma((degrees + 1) / 2).0 - lgamma(degrees / 2).0))
    }

    /// The bounds of the standard deviation at a confidence, by the chi-square distribution of the sample variance (Helmert 1876).
    package func interval(confidence: Double) -> ClosedRange<Double> {
        let bound = { (tail: Double) in
            sampled * (degrees / ChiSquareDistribution.quantile(tail, degrees: degrees)).squareRoot()
        }
        let tail = (1 - confidence) / 2
        return bound(1 - tail)...bound(tail)
    }
}
