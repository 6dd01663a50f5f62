import Foundation
import Simulation
import StudyModel
import Testing

@testable import Statistics

/// Noise at looks so late that few sign patterns lie beyond their level: `HONE_TEST_LONG=1` for 60,000 tests of each kind, else 600.
struct LateLookTests {
    private static let runs = ProcessInfo.processInfo.environment["HONE_TEST_LONG"] == "1" ? 60_000 : 600

    enum Kind: CaseIterable {
        case normal, cubed

        /// About zero alike on both sides, so that the test is exact.
        func draw(_ generator: inout SeededGenerator) -> Double {
            let value = Noise.normal.draw(&generator)
            return self == .normal ? value : value * value * value
        }
    }

    @Test(arguments: [14, 20, 40], Kind.allCases)
    func `noise is claimed no more often than a late look may`(pairs: Int, kind: Kind) {
        var generator = SeededGenerator(seed: UInt64(pairs))
        expectFewClaims("\(pairs) \(kind)") {
            let gains = (0..<pairs).map { _ in kind.draw(&generator) }
            // Most noise is nowhere near such a level, which few draws tell as well.
            guard SignFlipTest(gains, using: &generator).p(over: 0) < 0.02 else { return nil }
            return { tail in
                let test = SignFlipTest(gains, tail: tail, using: &generator)
                return (test.p(over: 0), test.lowerBound(tail: tail))
            }
        }
    }

    /// Each candidate has half of the variance of its gains from the one before, as along a lineage.
    @Test(arguments: [20, 40], Kind.allCases)
    func `the best of five is claimed of noise no more often than a late look may`(pairs: Int, kind: Kind) {
        var generator = SeededGenerator(seed: UInt64(pairs + 1))
        expectFewClaims("the best of 5, \(pairs) \(kind)") {
            var gains = [(0..<pairs).map { _ in kind.draw(&generator) }]
            while gains.count < 5 {
                gains.append(
                    gains[gains.count - 1].map { ($0 + kind.draw(&generator)) * 0.5.squareRoot() })
            }
            let means = gains.map { Summaries.mean($0) ?? 0 }
            guard let best = means.indices.max(by: { means[$0] < means[$1] }),
                MaximumTest(gains: gains, using: &generator).p(of: best) < 0.02
            else { return nil }
            return { tail in
                let test = MaximumTest(gains: gains, tail: tail, using: &generator)
                return (
                    test.p(of: best), test.interval(of: best, confidence: 1 - 2 * tail)?.lowerBound
                )
            }
        }
    }

    /// Counts how often noise has a p-value within the level of the third and of the fifth look, and a bound above zero.
    ///
    /// - Parameter test: draws noise; returns its p-value and its lower bound at a level, `nil` where it is near no such level.
    private func expectFewClaims(_ name: String, _ test: () -> ((_ tail: Double) -> (Double, Double?))?) {
        let tails = [3, 5].map { ClosingLooks.tail(ofLook: $0, total: 0.025) }
        var (passed, bounded) = ([0, 0], [0, 0])
        for _ in 0..<Self.runs {
            guard let test = test() else { continue }
            for (place, tail) in tails.enumerated() {
                let (p, low) = test(tail)
                if p <= tail { passed[place] += 1 }
                if (low ?? -1) > 0 { bounded[place] += 1 }
            }
        }
        for (place, tail) in tails.enumerated() {
            let expected = tail * Double(Self.runs)
            let most = expected + 3 * expected.squareRoot() + 1
            if Self.runs > 600 { print(name, tail, expected, passed[place], bounded[place]) }
            #expect(Double(passed[place]) <= most && Double(bounded[place]) <= most)
        }
    }
}
