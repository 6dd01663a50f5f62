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

    /// Two who name three of four classes rightly, each on its own, over 40 rows of which two of five are positive. It is played
    /// in the long form alone: each test draws tens of thousands of figures.
    @Test(.enabled(if: Self.runs > 600))
    func `a better F1 is claimed of equals no more often than a late look may`() throws {
        var generator = SeededGenerator(seed: 40)
        let formula = try Formula("f1(prediction, truth)")
        expectFewClaims("F1, 40 rows", runs: Self.runs / 6) {
            let truth = (0..<40).map { _ in Double.random(in: 0..<1, using: &generator) < 0.4 }
            let named = (truth + truth).map { isPositive in
                Double.random(in: 0..<1, using: &generator) < 0.75 ? isPositive : !isPositive
            }
            let columns = ["prediction": named, "truth": truth + truth]
            let figure = formula.over(
                formula.columns.map { name in (columns[name] ?? []).map { $0 ? 1 : 0 } })
            let gain = { (own: [Int], others: [Int]) -> Double? in
                figure.value(own).flatMap { own in figure.value(others).map { own - $0 } }
            }
            // Two standard deviations of such differences; smaller ones are nowhere near such a level.
            guard let observed = gain(Array(0..<40), Array(40..<80)), observed > 0.2 else { return nil }
            return { tail in
                guard let test = SwapTest(rows: 40, tail: tail, using: &generator, gain: gain) else {
                    return (1, nil)
                }
                return (test.p(over: 0), test.lowerBound(tail: tail))
            }
        }
    }

    /// Counts how often noise has a p-value within the level of the third and of the fifth look, and a bound above zero.
    ///
    /// - Parameter test: draws noise; returns its p-value and its lower bound at a level, `nil` where it is near no such level.
    private func expectFewClaims(
        _ name: String, runs: Int = Self.runs, _ test: () -> ((_ tail: Double) -> (Double, Double?))?
    ) {
        let tails = [3, 5].map { ClosingLooks.tail(ofLook: $0, total: 0.025) }
        var (passed, bounded) = ([0, 0], [0, 0])
        for _ in 0..<runs {
            guard let test = test() else { continue }
            for (place, tail) in tails.enumerated() {
                let (p, low) = test(tail)
                if p <= tail { passed[place] += 1 }
                if (low ?? -1) > 0 { bounded[place] += 1 }
            }
        }
        for (place, tail) in tails.enumerated() {
            let expected = tail * Double(runs)
            let most = expected + 3 * expected.squareRoot() + 1
            if runs > 600 { print(name, tail, expected, passed[place], bounded[place]) }
            #expect(Double(passed[place]) <= most && Double(bounded[place]) <= most)
        }
    }
}
