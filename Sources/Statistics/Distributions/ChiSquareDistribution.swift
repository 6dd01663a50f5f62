import Glibc

/// The chi-square distribution, which the sample variance of normal values has (Helmert 1876).
enum ChiSquareDistribution {
    /// The chance of a value below `value`: the regularized incomplete gamma function, by its series (Abramowitz and Stegun 6.5.29).
    static func lowerTail(of value: Double, degrees: Double) -> Double {
        guard value > 0 else { return 0 }
        let (shape, half) = (degrees / 2, value / 2)
        var (term, sum, next) = (1.0, 1.0, shape)
        // Beyond the largest term they fall ever faster.
        while term > sum * 1e-17 || next < half {
            next += 1
            term *= half / next
            sum += term
        }
        return min(1, exp(shape * log(half) - half - lgamma(shape + 1).0) * sum)
    }

    /// Returns the value that has a chance of `tail` below it.
    static func quantile(_ tail: Double, degrees: Double) -> Double {
        // Ten standard deviations above the mean, and more of the skew of few degrees.
        Bisection.root(in: 0...(degrees + 10 * (2 * degrees).squareRoot() + 50)) {
            lowerTail(of: $0, degrees: degrees) - tail
        }
    }
}
