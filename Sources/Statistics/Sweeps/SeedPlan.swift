/// What a number of seeds can tell, before any of them is run.
package enum SeedPlan {
    /// Returns the smallest difference of two cells that is found with a chance of `power`, in standard deviations of the paired seed differences.
    ///
    /// By the noncentral t distribution, two-sided at `confidence`, which Bonferroni shares among `pairs` of cells: what the first of Holm's
    /// steps asks. `nil` with fewer than two seeds.
    package static func detectableDifference(
        seeds: Int, pairs: Int = 1, confidence: Double = 0.95, power: Double = 0.8
    ) -> Double? {
        guard seeds > 1, pairs > 0 else { return nil }
        let degrees = Double(seeds - 1)
        let tail = (1 - confidence) / Double(2 * pairs)
        let critical = StudentDistribution.criticalValue(tail: tail, degrees: degrees)
        // Ten times what it takes where the standard deviation comes out as it is.
        let shift = Bisection.root(in: 0...(10 * critical + 10)) {
            StudentDistribution.upperTail(of: critical, degrees: degrees, shift: $0) - power
        }
        return shift / Double(seeds).squareRoot()
    }
}
