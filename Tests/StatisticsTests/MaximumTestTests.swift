import Glibc
import Simulation
import StudyModel
import Testing

@testable import Statistics

struct MaximumTestTests {
    private func test(_ gains: [[Double]], clusters: [String]? = nil) -> MaximumTest {
        var generator = SeededGenerator(seed: 1)
        return MaximumTest(gains: gains, clusters: clusters, using: &generator)
    }

    @Test func `one candidate alone has the sign-flip test's p`() {
        var generator = SeededGenerator(seed: 2)
        for gains in [[3.0, -1, 2, 0.5, 4, -0.25], [1, 1, 0, -1, 1, 1, 1]] {
            let alone = SignFlipTest(gains, using: &generator).p(over: 0)
            #expect(abs(test([gains]).p(of: 0) - alone) < 1e-12)
        }
    }

    @Test(arguments: [
        [[1.0, 1, 0, 1, 1], [0, 1, -1, 1, 1], [-1, 0, 1, 1, 0]],
        [[0.5, 2, -1, 3, 1], [1, 2, 3, -1, 0.5], [0, 0, 0, 0, 0]],
    ])
    func `the best is compared with the best of every sign pattern`(gains: [[Double]]) {
        let isBinary = gains.joined().allSatisfy { abs($0) == 1 || $0 == 0 }
        let largest = (0..<32).map { signs in
            gains.map { gains -> Double in
                let sum = gains.enumerated().reduce(0) { sum, gain in
                    (signs >> gain.offset) & 1 == 1 ? sum - gain.element : sum + gain.element
                }
                let length = gains.reduce(0) { $0 + $1 * $1 }.squareRoot()
                return isBinary ? sum / length : sum / 5
            }.max() ?? 0
        }
        let observed = test(gains)
        let statistic = isBinary ? 2 : gains[0].reduce(0, +) / 5
        #expect(observed.p(of: 0) == Double(largest.count { $0 >= statistic - 1e-9 }) / 32)
    }

    @Test func `more candidates make a claim harder, a copy does not`() {
        let gains: [Double] = [1, 1, 1, -1, 1, 0, 1]
        let other: [Double] = [0, 1, -1, 0, 1, -1, 1]
        #expect(test([gains, gains]).p(of: 0) == test([gains]).p(of: 0))
        #expect(test([gains, other]).p(of: 0) > test([gains]).p(of: 0))
    }

    @Test func `clusters are flipped whole`() {
        let gains: [Double] = [1, 1, 1, 1, 1, 1]
        #expect(test([gains]).p(of: 0) == 1.0 / 64)
        #expect(test([gains], clusters: ["a", "a", "b", "b", "c", "c"]).p(of: 0) == 1.0 / 8)
    }

    @Test func `the best of equal candidates is claimed no more often than stated, and its interval covers`()
    {
        var generator = SeededGenerator(seed: 3)
        var (claims, covered, plain) = (0, 0, 0)
        for _ in 0..<200 {
            let base = (0..<8).map { _ in Noise.normal.draw(&generator) }
            let gains = (0..<6).map { _ in base.map { Noise.normal.draw(&generator) - $0 } }
            let test = MaximumTest(gains: gains, using: &generator)
            let estimates = (0..<6).compactMap(test.estimate)
            let best = estimates.indices.max { estimates[$0] < estimates[$1] } ?? 0
            if test.p(of: best) <= 0.05 { claims += 1 }
            if test.interval(of: best, confidence: 0.9)?.contains(0) == true { covered += 1 }
            if SignFlipTest(gains[best], using: &generator).p(over: 0) <= 0.05 { plain += 1 }
        }
        // 10 and 180, and three standard errors.
        #expect(claims <= 19)
        #expect(covered >= 167)
        #expect(plain > 19)
    }

    /// Errors that candidates share with the base for the most part, which grow with what is hard: each is equal to a part of the base's but for its own noise.
    private func errors(_ examples: Int, _ candidates: Int, using generator: inout SeededGenerator)
        -> (base: [Double], gains: [[Double]])
    {
        let hard = (0..<examples).map { _ in exp(0.5 * Noise.normal.draw(&generator)) }
        let noisy = { (generator: inout SeededGenerator) in
            hard.map { $0 * exp(0.2 * Noise.normal.draw(&generator)) }
        }
        let base = noisy(&generator)
        return (base, (0..<candidates).map { _ in zip(base, noisy(&generator)).map { $0 - $1 } })
    }

    @Test func `the share of one candidate has about Fieller's bounds`() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<5 {
            let (base, gains) = errors(12, 1, using: &generator)
            let test = MaximumTest(gains: gains, over: base, using: &generator)
            let share = try #require(test.share(of: 0, confidence: 0.95))
            let fieller = try #require(
                PercentGain(
                    ofMeans: zip(base, gains[0]).map { $0 - $1 }, over: base, better: .smaller,
                    confidence: 0.95))
            let (low, high) = (try #require(fieller.low), try #require(fieller.high))
            let width = high - low
            #expect(abs(share.lowerBound - low) < width / 5 && abs(share.upperBound - high) < width / 5)
        }
    }

    @Test func `the share of the best of many is covered as often as asked`() throws {
        var generator = SeededGenerator(seed: 5)
        var (covered, widths) = (0, 0.0)
        for _ in 0..<100 {
            let (base, gains) = errors(8, 6, using: &generator)
            let test = MaximumTest(gains: gains, over: base, using: &generator)
            let estimates = (0..<6).compactMap(test.estimate)
            let best = estimates.indices.max { estimates[$0] < estimates[$1] } ?? 0
            let share = try #require(test.share(of: best, confidence: 0.9))
            if share.contains(0) { covered += 1 }
            widths += share.upperBound - share.lowerBound
        }
        // 90, and three standard errors.
        #expect(covered >= 81)
        // It is 0.65 for six candidates on eight examples.
        #expect(widths / 100 < 0.7)
    }

    @Test func `a base that is not clear of zero bounds no share, and too few examples neither`() {
        var generator = SeededGenerator(seed: 6)
        let base: [Double] = [1e-3, 1e-3, 1e-3, 100, 1e-3, 1e-3, 1e-3, 1e-3]
        let gains: [[Double]] = [[0, 0, 0, 1, 2, -1, 3, 1]]
        #expect(
            MaximumTest(gains: gains, over: base, using: &generator).share(of: 0, confidence: 0.95) == nil)
        #expect(MaximumTest(gains: gains, using: &generator).share(of: 0, confidence: 0.95) == nil)
        let few = MaximumTest(gains: [[1, 2, 1]], over: [4, 5, 6], using: &generator)
        #expect(few.share(of: 0, confidence: 0.95) == nil)
    }

    @Test func `a claim needs the test and the interval`() {
        let gains = [Double](repeating: 1, count: 9) + [0]
        #expect(test([gains]).claims(0, tail: 0.025))
        #expect(!test([gains.map { -$0 }]).claims(0, tail: 0.025))
        #expect(!test([[1, 1, 1, 1, 1]]).claims(0, tail: 0.025))
    }

    @Test func `too few examples give no interval`() {
        #expect(test([[1]]).interval(of: 0, confidence: 0.95) == nil)
        #expect(test([[1, 0, 1]]).interval(of: 0, confidence: 0.95) == nil)
        // Five of seven differ, and five could not decide.
        #expect(test([[1, 0, 1, 0, 1, 1, 1]]).interval(of: 0, confidence: 0.95) == nil)
        #expect(test([[1, 0, 1, 1, 1, 1, 1]]).interval(of: 0, confidence: 0.95)?.contains(6.0 / 7) == true)
    }

    @Test func `the best of several is claimed at a level that even draws never come to`() {
        var generator = SeededGenerator(seed: 9)
        let base = (0..<60).map { _ in Noise.normal.draw(&generator) }
        let gains = (0..<5).map { candidate in
            base.map { (candidate == 2 ? 1.5 : 0) + Noise.normal.draw(&generator) + 0.1 * $0 }
        }
        let test = MaximumTest(gains: gains, tail: 1e-6, using: &generator)
        let alone = SignFlipTest(gains[2], tail: 1e-6, using: &generator)
        #expect(test.claims(2, tail: 1e-6) && !test.claims(1, tail: 0.02))
        // The union of all five bounds it from above, the one alone from below, but for the draws.
        #expect(test.p(of: 2) > 0.7 * alone.p(over: 0) && test.p(of: 2) < 7 * alone.p(over: 0) + 1e-9)
    }
}
