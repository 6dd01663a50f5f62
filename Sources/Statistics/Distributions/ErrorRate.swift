/// The chance of being wrong that a confidence leaves, and whether a p-value is within it, with the rounding of either taken out: here and nowhere else.
package enum ErrorRate {
    /// What a one-sided test may be wrong by.
    package static func tail(_ confidence: Double) -> Double { 1 - confidence + 1e-12 }

    /// What lies on either side of an interval of this level. A level is made of it as `1 - 2 * side`, so the last digits are rounding.
    package static func side(ofInterval level: Double) -> Double { ((1 - level) / 2 * 1e12).rounded() / 1e12 }

    /// Tells whether a p-value, or the smallest that a test can give, is small enough.
    package static func holds(_ p: Double, within tail: Double) -> Bool { p <= tail * (1 + 1e-9) + 1e-15 }
}
