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

    @Test func `a claim needs the test and the interval`() {
        let gains = [Double](repeating: 1, count: 9) + [0]
        #expect(test([gains]).claims(0, tail: 0.025))
        #expect(!test([gains.map { -$0 }]).claims(0, tail: 0.025))
        #expect(!test([[1, 1, 1, 1, 1]]).claims(0, tail: 0.025))
    }

    @Test func `too few examples give no interval`() {
        #expect(test([[1]]).interval(of: 0, confidence: 0.95) == nil)
        #expect(test([[1, 0, 1]]).interval(of: 0, confidence: 0.95) == nil)
        #expect(test([[1, 0, 1, 0, 1, 1, 1]]).interval(of: 0, confidence: 0.95)?.contains(5.0 / 7) == true)
    }
}
