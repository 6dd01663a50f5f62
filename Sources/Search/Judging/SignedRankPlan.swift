import Statistics
import StudyModel

/// What the signed-rank test of so many pairs tells, before any is measured, where their differences are normal.
///
/// Few pairs can be ranked in few ways, so that the test keeps well within its level and finds less than a t test would: up to 24 pairs by plays of the
/// test itself, and beyond by the t test of the 3/pi of pairs that it is worth (Hodges and Lehmann 1956).
enum SignedRankPlan {
    private static let mostPlayed = 24
    private static let plays = 4_000
    /// A large sample to draw from.
    private static let normal = NormalDistribution.sample(1_000)

    /// Returns the smallest difference that is found with a chance of `power`; `nil` where so few pairs find none.
    ///
    /// In standard deviations of the paired differences; `tail` is the one-sided level of the test.
    static func detectableDifference(count: Int, tail: Double, power: Double) -> Double? {
        guard count <= mostPlayed else {
            return MeanPlan.detectableDifference(count: count, tail: tail, power: power).map { $0 / worth }
        }
        guard let needed = needed(count: count, tail: tail) else { return nil }
        return max(0, needed.sorted()[min(plays - 1, Int((power * Double(plays)).rounded(.up)))])
    }

    /// Returns how likely a difference is found.
    static func power(count: Int, difference: Double, tail: Double) -> Double {
        guard count <= mostPlayed else {
            return MeanPlan.power(count: count, difference: difference * worth, tail: tail)
        }
        guard let needed = needed(count: count, tail: tail) else { return 0 }
        return Double(needed.count { $0 < difference }) / Double(plays)
    }

    /// By what a difference counts as one that a t test looks for.
    private static let worth = (3 / Double.pi).squareRoot()

    /// Of each play, what all of its pairs had to have gained for the test to find it.
    private static func needed(count: Int, tail: Double) -> [Double]? {
        var generator = SeededGenerator(seed: 1)
        var needed: [Double] = []
        for _ in 0..<plays {
            let drawn = (0..<count).map { _ in normal[generator.below(normal.count)] }
            guard let bound = drawn.isEmpty ? nil : SignedRankTest(drawn).lowerBound(tail: tail) else {
                return nil
            }
            needed.append(-bound)
        }
        return needed
    }
}
