import Testing

@testable import Statistics

struct DistributionTests {
    @Test(arguments: [
        (1.0, 0.025, 12.7062), (2, 0.025, 4.3027), (5, 0.05, 2.0150), (9, 0.025, 2.2622), (30, 0.005, 2.7500),
        (2.5, 0.025, 3.57465),
    ])
    func `Student's critical values are those of the tables`(degrees: Double, tail: Double, value: Double) {
        #expect(abs(StudentDistribution.criticalValue(tail: tail, degrees: degrees) - value) < 1e-3)
        #expect(abs(StudentDistribution.upperTail(of: value, degrees: degrees) - tail) < 1e-5)
        #expect(abs(StudentDistribution.upperTail(of: -value, degrees: degrees) - 1 + tail) < 1e-5)
    }

    @Test(arguments: [(0.025, 1.959964), (0.05, 1.644854), (0.5, 0), (0.001, 3.090232), (0.975, -1.959964)])
    func `normal critical values are those of the tables`(tail: Double, value: Double) {
        #expect(abs(NormalDistribution.criticalValue(tail: tail) - value) < 1e-6)
    }

    @Test(arguments: [0.9, 0.95, 0.975, 0.99])
    func `a p-value of just what a confidence leaves is within it, and one that is larger is not`(
        confidence: Double
    ) {
        let tail = ErrorRate.tail(confidence)
        let exact = (1000 * (1 - confidence)).rounded() / 1000
        #expect(ErrorRate.holds(exact, within: tail) && !ErrorRate.holds(exact * 1.000_001, within: tail))
        let side = ErrorRate.side(ofInterval: 1 - 2 * (exact / 3))
        #expect(abs(side - exact / 3) < 1e-12 && ErrorRate.holds(exact / 3, within: side))
    }

    @Test func `a binomial tail is the sum of its terms`() {
        #expect(abs(BinomialDistribution.upperTail(from: 3, trials: 5, chance: 0.5) - 0.5) < 1e-12)
        #expect(abs(BinomialDistribution.upperTail(from: 0, trials: 5, chance: 0.1) - 1) < 1e-12)
        #expect(BinomialDistribution.upperTail(from: 6, trials: 5, chance: 0.5) == 0)
        #expect(BinomialDistribution.probability(of: 5, trials: 5, chance: 1) == 1)
        // The beta distribution's link with it.
        let tail = BinomialDistribution.upperTail(from: 40, trials: 100, chance: 0.3)
        #expect(abs(BetaDistribution.lowerTail(of: 0.3, 40, 61) - tail) < 1e-12)
    }

    @Test func `an unshifted noncentral value is Student's`() {
        let tail = StudentDistribution.upperTail(of: 2, degrees: 4, shift: 0)
        #expect(abs(tail - StudentDistribution.upperTail(of: 2, degrees: 4)) < 1e-9)
    }
}
