import Glibc

/// Student's distribution of a mean over its own standard error (Student 1908).
enum StudentDistribution {
    /// The chance of a value above `value`.
    static func upperTail(of value: Double, degrees: Double) -> Double {
        guard value.isFinite else { return value > 0 ? 0 : 1 }
        let half = BetaDistribution.lowerTail(of: degrees / (degrees + value * value), degrees / 2, 0.5) / 2
        return value >= 0 ? half : 1 - half
    }

    /// Returns the value that has a chance of `tail` above it; `tail` is at most one half.
    static func criticalValue(tail: Double, degrees: Double) -> Double {
        let share = BetaDistribution.quantile(2 * tail, degrees / 2, 0.5)
        return (degrees * (1 - share) / share).squareRoot()
    }

    /// The chance of a value above `value` where the mean lies `shift` standard errors from zero.
    ///
    /// The noncentral distribution as what it is, a normal value over the root of a scaled chi-square one: the chance given the
    /// latter, integrated over it (Simpson's rule).
    static func upperTail(of value: Double, degrees: Double, shift: Double) -> Double {
        // Of so many degrees the root hardly differs from 1, and less than the steps below are wide.
        guard degrees < 2_000 else { return NormalDistribution.upperTail(of: value - shift) }
        let scale = log(2) + degrees / 2 * log(degrees / 2) - lgamma(degrees / 2).0
        let density = { (root: Double) in
            root > 0 ? exp(scale + (degrees - 1) * log(root) - degrees * root * root / 2) : 0
        }
        // From 0 to where the root of a chi-square of one degree has no weight left.
        let (steps, end) = (1_000, 9.0)
        let width = end / Double(steps)
        let sum = (1..<steps).reduce(0.0) { sum, step in
            let root = Double(step) * width
            let chance = NormalDistribution.upperTail(of: value * root - shift)
            return sum + (step % 2 == 1 ? 4 : 2) * density(root) * chance
        }
        return sum * width / 3
    }
}
