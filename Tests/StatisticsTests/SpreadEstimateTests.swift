import Simulation
import StudyModel
import Testing

@testable import Statistics

struct SpreadEstimateTests {
    @Test(arguments: [
        (1.0, 0.95, 3.8415), (4, 0.025, 0.4844), (4, 0.975, 11.1433), (10, 0.05, 3.9403),
        (100, 0.95, 124.342),
        (1_000, 0.025, 914.257),
    ])
    func `chi-square quantiles are those of the tables`(degrees: Double, tail: Double, value: Double) {
        #expect(abs(ChiSquareDistribution.quantile(tail, degrees: degrees) / value - 1) < 2e-4)
        #expect(abs(ChiSquareDistribution.lowerTail(of: value, degrees: degrees) - tail) < 2e-4)
    }

    /// By how much the root of the sample variance is too small, as tables of control charts have it (c4).
    @Test(arguments: [(2, 0.7979), (5, 0.9400), (10, 0.9727), (25, 0.9896)])
    func `the estimate is the root of the sample variance over what that comes to on average`(
        count: Int, expected: Double
    ) throws {
        let values = (0..<count).map(Double.init)
        let sample = try #require(Summaries.standardDeviation(values))
        let estimate = try #require(SpreadEstimate(of: [values]))
        #expect(abs(sample / estimate.deviation - expected) < 1e-4)
    }

    @Test(arguments: [1, 2])
    func `of five values the estimate is right on average, and its bounds hold as often as they say`(
        groups: Int
    ) throws {
        var generator = SeededGenerator(seed: 9)
        var (sum, covered) = (0.0, 0)
        let count = 4_000
        // Chi-square quantiles are the same each time.
        let unit = try #require(SpreadEstimate(of: (0..<groups).map { _ in [-2, -1, 0, 1, 2] }))
        let bounds = unit.interval(confidence: 0.95)
        for _ in 0..<count {
            let values = (0..<groups).map { group in
                (0..<5).map { _ in Double(100 * group) + 3 * Noise.normal.draw(&generator) }
            }
            let deviation = try #require(SpreadEstimate(of: values)).deviation
            sum += deviation
            let scale = deviation / unit.deviation
            covered += (scale * bounds.lowerBound...scale * bounds.upperBound).contains(3) ? 1 : 0
        }
        // Four standard errors of each.
        #expect(abs(sum / Double(count) / 3 - 1) < 0.025)
        #expect(abs(Double(covered) / Double(count) - 0.95) < 0.014)
    }

    @Test func `equal values have no spread, and a value alone says nothing of it`() {
        #expect(SpreadEstimate(of: [[4], [5]]) == nil && SpreadEstimate(of: []) == nil)
        let none = SpreadEstimate(of: [[4, 4, 4]])
        #expect(none?.deviation == 0 && none?.interval(confidence: 0.95) == 0...0)
    }
}
