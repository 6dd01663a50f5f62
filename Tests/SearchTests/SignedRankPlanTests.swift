import Statistics
import StudyModel
import Testing

@testable import Search

/// What pairs of runs are planned to tell.
struct SignedRankPlanTests {
    /// Pairs at a one-sided level.
    struct Plan: Sendable { let pairs: Int, tail: Double }

    @Test(arguments: [
        Plan(pairs: 6, tail: 0.025), Plan(pairs: 8, tail: 0.0125), Plan(pairs: 12, tail: 0.025),
        Plan(pairs: 40, tail: 0.025),
    ])
    func `what pairs are said to tell four times in five, the test finds as often`(plan: Plan) throws {
        let difference = try #require(
            SignedRankPlan.detectableDifference(count: plan.pairs, tail: plan.tail, power: 0.8))
        var generator = SeededGenerator(seed: 77)
        let normal = NormalDistribution.sample(999)
        let plays = 1_000
        let found = (0..<plays).count { _ in
            let gains = (0..<plan.pairs).map { _ in difference + normal[generator.below(normal.count)] }
            return SignedRankTest(gains).lowerBound(tail: plan.tail).map { $0 > 0 } ?? false
        }
        // Three standard errors of a rate of .8.
        #expect(abs(Double(found) / Double(plays) - 0.8) < 0.038)
        #expect(
            abs(SignedRankPlan.power(count: plan.pairs, difference: difference, tail: plan.tail) - 0.8)
                < 0.01)
    }

    @Test func `so few that nothing is ever found are said to tell nothing`() {
        #expect(SignedRankPlan.detectableDifference(count: 5, tail: 0.025, power: 0.8) == nil)
        #expect(SignedRankPlan.power(count: 5, difference: 9, tail: 0.025) == 0)
        #expect(SignedRankPlan.detectableDifference(count: 0, tail: 0.025, power: 0.8) == nil)
    }
}
