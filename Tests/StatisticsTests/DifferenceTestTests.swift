import Simulation
import Statistics
import StudyModel
import Testing

struct DifferenceTestTests {
    enum Kind: CaseIterable {
        case signedRank, signFlip, rankSum

        func make(_ noise: Noise, count: Int, shift: Double, _ generator: inout SeededGenerator)
            -> any DifferenceTest
        {
            let parent = (0..<count).map { _ in noise.draw(&generator) }
            let candidate = (0..<count).map { _ in noise.draw(&generator) + shift }
            let gains = zip(candidate, parent).map { $0 - $1 }
            return switch self {
            case .signedRank: SignedRankTest(gains)
            case .signFlip: SignFlipTest(gains, using: &generator)
            case .rankSum: RankSumTest(of: candidate, over: parent)
            }
        }
    }

    @Test(arguments: Kind.allCases, Noise.allCases)
    func `pure noise passes no more often than the stated rate`(kind: Kind, noise: Noise) {
        for count in [5, 8] {
            var generator = SeededGenerator(seed: UInt64(count))
            let passed = (0..<300).count { _ in
                kind.make(noise, count: count, shift: 0, &generator).p(over: 0) <= 0.05
            }
            // 15, and three standard errors.
            #expect(passed <= 26, "\(count) pairs")
        }
    }

    @Test(arguments: Kind.allCases, [Noise.normal, .logNormal, .outliers])
    func `an interval leaves out the true gain no more often than the stated rate`(kind: Kind, noise: Noise) {
        var generator = SeededGenerator(seed: 3)
        let missed = (0..<150).count { _ in
            let test = kind.make(noise, count: 7, shift: 2, &generator)
            return (test.lowerBound(tail: 0.05) ?? -.infinity) > 2
                || (test.upperBound(tail: 0.05) ?? .infinity) < 2
        }
        // 15, and three standard errors.
        #expect(missed <= 26)
    }

    @Test(arguments: Kind.allCases, [Noise.normal, .outliers])
    func `a bound lies above a margin where the test says so`(kind: Kind, noise: Noise) throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<60 {
            let test = kind.make(noise, count: 7, shift: 1, &generator)
            let low = try #require(test.lowerBound(tail: 0.05))
            #expect((low > 0.5) == (test.p(over: 0.5) <= 0.05))
        }
    }

    @Test func `five pairs that all gain have a chance of one in 32`() {
        #expect(SignedRankTest([1, 2, 3, 4, 5]).p(over: 0) == 1.0 / 32)
        #expect(SignFlipTest([1, 2, 3, 4, 5]).p(over: 0) == 1.0 / 32)
        #expect(SignedRankTest([1, 2, 3, 4, 5]).lowerBound(tail: 0.05) == 1)
        #expect(SignedRankTest([1, 2, 3, 4, 5]).lowerBound(tail: 0.025) == nil)
    }

    @Test func `the rank tests give the textbook's figures`() {
        // Wilcoxon's T+ of 1 to 8 with the signs below is 30; 27 of 256 patterns come to as much (tables: 0.0547 at 30).
        let gains = [-1.0, 2, 3, -5, 4, 6, 7, 8]
        #expect(abs(SignedRankTest(gains).p(over: 0) - 14.0 / 256) < 1e-9)
        // All of five above all of five: one choice in 252.
        let above = RankSumTest(of: [6, 7, 8, 9, 10], over: [1, 2, 3, 4, 5])
        #expect(abs(above.p(over: 0) - 1.0 / 252) < 1e-12)
        #expect(above.estimate == 5)
    }

    @Test func `right or wrong scores give the exact sign test`() {
        // 9 examples gained, 1 lost, 5 stayed: 11 of 1,024.
        let gains = [Double](repeating: 1, count: 9) + [-1, 0, 0]
        #expect(abs(SignFlipTest(gains).p(over: 0) - 11.0 / 1024) < 1e-12)
        #expect(abs(SignedRankTest(gains).p(over: 0) - 11.0 / 1024) < 1e-12)
    }

    @Test func `large samples go by the normal distribution, near the exact one`() {
        var generator = SeededGenerator(seed: 5)
        let gains = (0..<100).map { _ in Noise.normal.draw(&generator) + 0.2 }
        let exact = SignedRankTest(gains)
        let approximate = SignedRankTest(gains + [0])
        #expect(abs(exact.p(over: 0) - approximate.p(over: 0)) < 0.01)
        #expect(exact.name != approximate.name)
        let rankSum = RankSumTest(of: gains, over: gains.map { $0 - 0.2 })
        #expect((rankSum.lowerBound(tail: 0.025) ?? 1) < 0.2 && (rankSum.upperBound(tail: 0.025) ?? 0) > 0.2)
    }

    @Test func `nothing that varies is no gain`() {
        #expect(SignedRankTest([0, 0, 0, 0, 0]).p(over: 0) == 1)
        #expect(SignFlipTest([0, 0, 0, 0, 0]).p(over: 0) == 1)
        #expect(RankSumTest(of: [1, 1], over: [1, 1]).p(over: 0) == 1)
    }
}

extension SignFlipTest {
    /// Of so few gains that nothing is drawn.
    fileprivate init(_ gains: [Double]) {
        var generator = SeededGenerator(seed: 1)
        self.init(gains, using: &generator)
    }
}
