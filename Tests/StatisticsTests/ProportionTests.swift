import Testing

@testable import Statistics

struct ProportionTests {
    /// Published values (Newcombe 1998, table I, methods 5 and 3; Brown, Cai and DasGupta 2001).
    @Test(arguments: [
        (81, 263, 0.2527, 0.3676, 0.2553, 0.3662), (15, 148, 0.0578, 0.1617, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1684, 0.0000, 0.1611), (1, 29, 0.0009, 0.1776, 0.0061, 0.1718),
    ])
    func `intervals of a share are the published ones`(
        hits: Int, count: Int, low: Double, high: Double, scoreLow: Double, scoreHigh: Double
    ) {
        let exact = Proportion(hits, of: count).clopperPearson(confidence: 0.95)
        let score = Proportion(hits, of: count).wilson(confidence: 0.95)
        #expect(abs(exact.lowerBound - low) < 6e-5 && abs(exact.upperBound - high) < 6e-5)
        #expect(abs(score.lowerBound - scoreLow) < 6e-5 && abs(score.upperBound - scoreHigh) < 6e-5)
    }

    @Test(arguments: [0.02, 0.1, 0.5, 0.9])
    func `the exact interval covers at least as often as asked`(share: Double) {
        let covered = (0...30).reduce(0.0) { sum, hits in
            let isCovered = Proportion(hits, of: 30).clopperPearson(confidence: 0.9).contains(share)
            return sum
                + (isCovered ? BinomialDistribution.probability(of: hits, trials: 30, chance: share) : 0)
        }
        #expect(covered >= 0.9)
    }

    @Test func `a share of none and of all reaches its end`() {
        #expect(Proportion(0, of: 7).clopperPearson(confidence: 0.95).lowerBound == 0)
        #expect(Proportion(7, of: 7).clopperPearson(confidence: 0.95).upperBound == 1)
        #expect(Proportion(7, of: 7).wilson(confidence: 0.95).upperBound == 1)
        #expect(Proportion(0, of: 28).wilson(confidence: 0.95).lowerBound == 0)
    }
}
