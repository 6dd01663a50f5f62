/// What a paired t test of so many observations tells, before any is made.
///
/// A figure to plan by: what is found later is tested by signs and ranks, which are nearly as good as this test where differences are normal.
package enum MeanPlan {
    /// Returns how likely a difference is found, by the noncentral t distribution (Johnson and Welch 1940).
    ///
    /// - Parameters:
    ///   - difference: the true mean one, in standard deviations of the paired differences.
    ///   - tail: the one-sided level of the test.
    package static func power(count: Int, difference: Double, tail: Double) -> Double {
        guard count > 1 else { return 0 }
        let degrees = Double(count - 1)
        return StudentDistribution.upperTail(
            of: StudentDistribution.criticalValue(tail: tail, degrees: degrees), degrees: degrees,
            shift: difference * Double(count).squareRoot())
    }

    /// Returns the smallest difference that is found with a chance of `power`; `nil` of fewer than two observations.
    package static func detectableDifference(count: Int, tail: Double, power: Double) -> Double? {
        guard count > 1 else { return nil }
        let degrees = Double(count - 1)
        let critical = StudentDistribution.criticalValue(tail: tail, degrees: degrees)
        // Ten times what it takes where the standard deviation comes out as it is.
        let shift = Bisection.root(in: 0...(10 * critical + 10)) {
            StudentDistribution.upperTail(of: critical, degrees: degrees, shift: $0) - power
        }
        return shift / Double(count).squareRoot()
    }

    /// Returns the one-sided level at which each of several candidates is compared with the one base, so that any of them is found by chance in `tail` of all
    /// cases (Dunnett 1955).
    ///
    /// For differences that are normal, of candidates that are measured independently: what they share is the base, which is half of each difference. Of
    /// candidates that are more alike more would be found.
    package static func level(ofEachOf candidates: Int, tail: Double) -> Double {
        guard candidates > 1 else { return tail }
        // Given the base, all candidates stay below the bound independently; integrated over the base (Simpson's rule).
        let chance = { (bound: Double) in
            let (steps, end) = (400, 8.0)
            let width = 2 * end / Double(steps)
            let sum = (1..<steps).reduce(0.0) { sum, step in
                let base = Double(step) * width - end
                let below = 1 - NormalDistribution.upperTail(of: bound * 2.0.squareRoot() + base)
                let all = (0..<candidates).reduce(1.0) { product, _ in product * below }
                return sum + (step % 2 == 1 ? 4 : 2) * NormalDistribution.density(at: base) * all
            }
            return sum * width / 3
        }
        return NormalDistribution.upperTail(of: Bisection.root(in: 0...20) { chance($0) - (1 - tail) })
    }
}
