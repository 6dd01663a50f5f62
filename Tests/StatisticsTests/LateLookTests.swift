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
        // The shares of the third and of the fifth look.
        let tails = [3, 5].map { ClosingLooks.tail(ofLook: $0, total: 0.025) }
        var generator = SeededGenerator(seed: UInt64(pairs))
        var (passed, bounded) = ([0, 0], [0, 0])
        for _ in 0..<Self.runs {
            let gains = (0..<pairs).map { _ in kind.draw(&generator) }
            // Most noise is nowhere near such a level, which few draws tell as well.
            guard SignFlipTest(gains, using: &generator).p(over: 0) < 0.02 else { continue }
            for (place, tail) in tails.enumerated() {
                let test = SignFlipTest(gains, tail: tail, using: &generator)
                if test.p(over: 0) <= tail { passed[place] += 1 }
                if (test.lowerBound(tail: tail) ?? -1) > 0 { bounded[place] += 1 }
            }
        }
        for (place, tail) in tails.enumerated() {
            let expected = tail * Double(Self.runs)
            let most = expected + 3 * expected.squareRoot() + 1
            if Self.runs > 600 { print(pairs, kind, tail, expected, passed[place], bounded[place]) }
            #expect(Double(passed[place]) <= most && Double(bounded[place]) <= most)
        }
    }
}
