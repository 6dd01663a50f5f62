import Glibc

/// The beta distribution, which Student's and the bounds of a share are functions of.
enum BetaDistribution {
    /// The chance of a value below `value`: the regularized incomplete beta function.
    ///
    /// By its continued fraction (Abramowitz and Stegun 26.5.8), on the side where that converges fast, evaluated as Lentz did (1976).
    static func lowerTail(of value: Double, _ a: Double, _ b: Double) -> Double {
        guard value > 0 else { return 0 }
        guard value < 1 else { return 1 }
        guard value <= (a + 1) / (a + b + 2) else { return 1 - lowerTail(of: 1 - value, b, a) }
        let scale = lgamma(a + b).0 - lgamma(a).0 - lgamma(b).0 + a * log(value) + b * log1p(-value)
        return exp(scale) * fraction(value, a, b) / a
    }

    /// Returns the value that has a chance of `tail` below it.
    static func quantile(_ tail: Double, _ a: Double, _ b: Double) -> Double {
        Bisection.root(in: 0...1) { lowerTail(of: $0, a, b) - tail }
    }

    private static func fraction(_ value: Double, _ a: Double, _ b: Double) -> Double {
        let away = { (term: Double) in abs(term) < 1e-300 ? 1e-300 : term }
        var c = 1.0
        var d = 1 / away(1 - (a + b) * value / (a + 1))
        var result = d
        for step in 1...500 {
            let m = Double(step)
            for term in [
                m * (b - m) * value / ((a + 2 * m - 1) * (a + 2 * m)),
                -(a + m) * (a + b + m) * value / ((a + 2 * m) * (a + 2 * m + 1)),
            ] {
                d = 1 / away(1 + term * d)
                c = away(1 + term / c)
                result *= c * d
            }
            if abs(c * d - 1) < 1e-15 { break }
        }
        return result
    }
}
