/// What a number of seeds can tell, before any of them is run.
package enum SeedPlan {
    /// Returns the smallest difference of two cells that is found with a chance of `power`, in standard deviations of the paired seed differences.
    ///
    /// By a paired t test (``MeanPlan``), two-sided at `confidence`, which Bonferroni shares among `pairs` of cells: what the first of Holm's
    /// steps asks. `nil` with fewer than two seeds.
    package static func detectableDifference(
        seeds: Int, pairs: Int = 1, confidence: Double = 0.95, power: Double = 0.8
    ) -> Double? {
        guard pairs > 0 else { return nil }
        return MeanPlan.detectableDifference(
            count: seeds, tail: (1 - confidence) / Double(2 * pairs), power: power)
    }
}
