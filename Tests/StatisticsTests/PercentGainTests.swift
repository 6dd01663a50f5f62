import Glibc
import Simulation
import StudyModel
import Testing

@testable import Statistics

struct PercentGainTests {
    @Test func `pairs that all gain a tenth gain a tenth`() throws {
        let parent = [100.0, 90, 120, 80, 101, 99]
        let faster = try #require(
            PercentGain(ofPairs: parent.map { $0 * 0.9 }, over: parent, better: .smaller, confidence: 0.95))
        #expect(abs(faster.estimate - 0.1) < 1e-12)
        #expect(abs((faster.low ?? 0) - 0.1) < 1e-12 && abs((faster.high ?? 0) - 0.1) < 1e-12)
        let more = try #require(
            PercentGain(ofPairs: parent.map { $0 * 1.1 }, over: parent, better: .larger, confidence: 0.95))
        #expect(abs(more.estimate - 0.1) < 1e-12)
    }

    @Test func `five pairs have a bound below alone, four none`() throws {
        let parent = [100.0, 90, 120, 80, 101]
        let candidate = [90.0, 85, 100, 79, 100]
        let five = try #require(
            PercentGain(ofPairs: candidate, over: parent, better: .smaller, confidence: 0.95))
        #expect(five.low != nil && five.high == nil)
        let four = try #require(
            PercentGain(
                ofPairs: Array(candidate.dropLast()), over: Array(parent.dropLast()), better: .smaller,
                confidence: 0.95))
        #expect(four.low == nil && four.high == nil)
    }

    @Test(arguments: [[0.0, 1], [-1, 1]])
    func `a zero or a sign makes percentages meaningless`(values: [Double]) {
        #expect(PercentGain(ofPairs: values, over: [1, 1], better: .larger, confidence: 0.95) == nil)
        #expect(PercentGain(ofMeans: [1, 1], over: values, better: .larger, confidence: 0.95) == nil)
    }

    @Test func `a ratio of means has Fieller's interval`() throws {
        // By hand, with t = 3.1824: means 2.5 and 5, variances of the means 5/12 and 1/6, and their covariance 1/4.
        let gain = try #require(
            PercentGain(ofMeans: [1, 2, 3, 4], over: [4, 5, 5, 6], better: .smaller, confidence: 0.95))
        let t2 = 3.18244630528 * 3.18244630528
        let (square, linear, constant) = (25 - t2 / 6, 12.5 - t2 * 0.25, 6.25 - t2 * 5 / 12)
        let root = (linear * linear - square * constant).squareRoot()
        #expect(abs(gain.estimate - 0.5) < 1e-12)
        #expect(abs((gain.low ?? 0) - (1 - (linear + root) / square)) < 1e-6)
        #expect(abs((gain.high ?? 0) - (1 - (linear - root) / square)) < 1e-6)
    }

    @Test func `a denominator that is not clear of zero has no bounds, and none exceeds all`() throws {
        let unclear = try #require(
            PercentGain(ofMeans: [1, 1, 1], over: [0.01, 0.01, 30], better: .smaller, confidence: 0.95))
        #expect(unclear.low == nil && unclear.high == nil)
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<50 {
            let parent = (0..<10).map { _ in exp(0.5 * Noise.normal.draw(&generator)) }
            let candidate = parent.map { _ in 0.1 * exp(1.2 * Noise.normal.draw(&generator)) }
            let gain = PercentGain(ofMeans: candidate, over: parent, better: .smaller, confidence: 0.95)
            #expect((gain?.high ?? 1) <= 1)
        }
    }

    @Test(arguments: [0.95, 0.1])
    func `intervals of percentages cover as often as asked`(ratio: Double) {
        var generator = SeededGenerator(seed: 5)
        var (pairs, means) = (0, 0)
        for _ in 0..<300 {
            let parent = (0..<12).map { _ in exp(0.3 * Noise.normal.draw(&generator)) }
            let candidate = (0..<12).map { _ in ratio * exp(0.3 * Noise.normal.draw(&generator)) }
            for (index, gain) in [
                PercentGain(ofPairs: candidate, over: parent, better: .smaller, confidence: 0.9),
                PercentGain(ofMeans: candidate, over: parent, better: .smaller, confidence: 0.9),
            ].enumerated() {
                let covers = (gain?.low ?? -.infinity) <= 1 - ratio && (gain?.high ?? .infinity) >= 1 - ratio
                if covers { if index == 0 { pairs += 1 } else { means += 1 } }
            }
        }
        // 270, and three standard errors.
        #expect(pairs >= 254 && means >= 254)
    }
}
