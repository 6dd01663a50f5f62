import Simulation
import StudyModel
import Testing

@testable import Statistics

struct SignFlipTestTests {
    private func test(_ gains: [Double], clusters: [String]? = nil) -> SignFlipTest {
        var generator = SeededGenerator(seed: 1)
        return SignFlipTest(gains, clusters: clusters, using: &generator)
    }

    /// Every sign pattern, one after the other.
    private func enumerated(_ gains: [Double]) -> Double {
        let sum = gains.reduce(0, +)
        let hits = (0..<(1 << gains.count)).count { signs in
            gains.enumerated().reduce(0) { $0 + (signs >> $1.offset & 1 == 1 ? -1 : 1) * $1.element } >= sum
                - 1e-9
        }
        return Double(hits) / Double(1 << gains.count)
    }

    @Test(arguments: [
        [3.0, -1, 2, 0.5, 4, -0.25], [0, 0, 1, 2], [-1, -2, -3], [0.1, 0.2, 0.3, -0.1, 0.4, 0.6, -0.2, 0.5],
    ])
    func `few pairs are tested by all sign patterns`(gains: [Double]) {
        #expect(abs(test(gains).p(over: 0) - enumerated(gains)) < 1e-12)
    }

    @Test func `Darwin's plants give Fisher's figure`() {
        // Heights of crossed and of self-fertilized maize, in eighths of an inch (Fisher 1935, section 21): 863 of 32,768 one-sided.
        let gains: [Double] = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
        #expect(abs(enumerated(gains) - 863.0 / 32768) < 1e-12)
        // Drawn here, so near it; four standard errors.
        #expect(abs(test(gains).p(over: 0) - 863.0 / 32768) < 0.0064)
        #expect(abs(test(gains).twoSidedP - 2 * 863.0 / 32768) < 0.0128)
    }

    @Test func `right or wrong scores are counted exactly, however many`() {
        let gains = [Double](repeating: 1, count: 12) + [-1, -1] + [Double](repeating: 0, count: 200)
        #expect(test(gains).p(over: 0) == SignTest(wins: 12, losses: 2).p)
        #expect(test(gains).name == "sign test (exact)")
        #expect(test([0, 0]).name == "sign test (exact)" && test([0, 0]).p(over: 0) == 1)
        #expect(test([1, 2]).name == "sign-flip permutation (exact)")
        #expect(test(gains + [0.5]).name == "sign-flip permutation")
    }

    /// So few are no sample of what a change turns: the rest, which happen to be alike, would be taken for certain.
    @Test func `where fewer differ than could decide there are no bounds`() {
        let few = [Double](repeating: 0, count: 35) + [1, 1, 1, 1, 0.5]
        #expect(test(few).lowerBound(tail: 0.025) == nil && test(few).upperBound(tail: 0.025) == nil)
        #expect(test([Double](repeating: 0, count: 10)).lowerBound(tail: 0.025) == nil)
        let enough = few + [1]
        #expect(test(enough).p(over: 0) < 0.025 && (test(enough).lowerBound(tail: 0.025) ?? 0) > 0)
    }

    @Test func `examples of a cluster are one witness`() {
        let gains: [Double] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
        let clusters = ["a", "a", "a", "a", "b", "b", "b", "c", "c", "c"]
        #expect(test(gains).p(over: 0) == 1.0 / 1024)
        #expect(test(gains, clusters: clusters).p(over: 0) == 1.0 / 8)
        #expect(test(gains, clusters: clusters).estimate == 1)
        // By hand: sums 3 and -1, and 2 alone; three of the eight patterns come to at least the 4 that were observed.
        let mixed = test([2, 1, -1, 2], clusters: ["a", "a", "b", "c"])
        #expect(mixed.p(over: 0) == enumerated([3, -1, 2]))
    }

    @Test func `clusters of noise pass no more often than the stated rate, and single examples do`() {
        var generator = SeededGenerator(seed: 8)
        let clusters = (0..<12).map { String($0 / 2) }
        var passed = (byCluster: 0, byExample: 0)
        for _ in 0..<200 {
            let shared = (0..<6).map { _ in Noise.normal.draw(&generator) }
            let gains = clusters.map { shared[Int($0) ?? 0] + 0.3 * Noise.normal.draw(&generator) }
            if SignFlipTest(gains, clusters: clusters, using: &generator).p(over: 0) <= 0.05 {
                passed.byCluster += 1
            }
            if SignFlipTest(Array(gains), using: &generator).p(over: 0) <= 0.05 { passed.byExample += 1 }
        }
        // 10, and three standard errors.
        #expect(passed.byCluster <= 19)
        #expect(passed.byExample > 19)
    }

    @Test(arguments: [3, 6, 10])
    func `the smallest two-sided p of so many seeds is two patterns`(seeds: Int) {
        let gains = (1...seeds).map(Double.init)
        #expect(test(gains).twoSidedP == 2 / Double(1 << seeds))
        #expect(test(gains.map { -$0 }).twoSidedP == 2 / Double(1 << seeds))
        #expect(test([1, -1]).twoSidedP == 1)
    }

    @Test func `so many pairs can give so small a p`() {
        #expect(SignFlipTest.smallestP(pairs: 4) == 1.0 / 16)
        #expect(SignFlipTest.smallestP(pairs: 12) == 1.0 / 4096)
        #expect(SignFlipTest.smallestP(pairs: 40) == 0x1p-40)
    }

    /// Sixteen gains, of which 1 pattern in some thousands is as extreme.
    private let few: [Double] = [
        0.9, 1.4, -0.6, 0.8, 1.1, 0.3, 1.7, -0.2, 0.5, 1.2, 0.7, 1.9, 0.4, -0.1, 0.6, 1.3,
    ]

    @Test func `a p far below one in as many draws is told as all patterns give it`() {
        var generator = SeededGenerator(seed: 3)
        let exact = enumerated(few)
        #expect(exact < 1e-3)
        let p = SignFlipTest(few, tail: 1e-5, using: &generator).p(over: 0)
        #expect(abs(p / exact - 1) < 0.15)
        // Four times as many alike: a chance that no number of even draws comes to.
        let many = SignFlipTest(few + few + few + few, tail: 1e-8, using: &generator)
        #expect(many.p(over: 0) < 1e-8 && many.p(over: 0) > 0)
        #expect((many.lowerBound(tail: 1e-8) ?? 0) > 0)
    }

    @Test func `a bound at a small level is where so many patterns lie beyond it`() throws {
        let tail = 1e-3
        var generator = SeededGenerator(seed: 4)
        let test = SignFlipTest(few, tail: 1e-4, using: &generator)
        let low = try #require(test.lowerBound(tail: tail))
        #expect(abs(enumerated(few.map { $0 - low }) / tail - 1) < 0.3)
        let high = try #require(test.upperBound(tail: tail))
        #expect(abs(enumerated(few.map { high - $0 }) / tail - 1) < 0.3)
    }

    @Test func `where all gains are on one side the smallest p is reached, and the bound says so too`() throws
    {
        var generator = SeededGenerator(seed: 5)
        let gains = (1...40).map { 1 + Double($0) / 10 }
        let test = SignFlipTest(gains, tail: 0x1p-40, using: &generator)
        #expect(test.p(over: 0) == SignFlipTest.smallestP(pairs: 40))
        #expect(try #require(test.lowerBound(tail: 0x1p-40)) > 0)
    }
}
