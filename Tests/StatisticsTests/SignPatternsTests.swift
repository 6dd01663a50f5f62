import StudyModel
import Testing

@testable import Statistics

struct SignPatternsTests {
    private func flipped(units: Int) -> (patterns: SignPatterns, all: [[Int]]) {
        var generator = SeededGenerator(seed: 1)
        let patterns = SignPatterns(units: units, using: &generator)
        return (patterns, Array(patterns.flipped))
    }

    @Test(arguments: [1, 5, 12])
    func `few units have every pattern once, but for the observed one`(units: Int) {
        let all = flipped(units: units).all
        #expect(all.count == 1 << units - 1)
        #expect(Set(all).count == all.count)
        #expect(!all.contains([]))
    }

    @Test(arguments: [5, 12, 13, 64, 65, 130])
    func `a pattern's sum is that of the units that it flips`(units: Int) {
        let (patterns, all) = flipped(units: units)
        let values = (0..<units).map { Double($0 * $0) + 1 }
        #expect(patterns.sums(of: values) == all.map { $0.reduce(0) { $0 + values[$1] } })
    }

    @Test func `of many units each is flipped in half of the patterns`() {
        let all = flipped(units: 70).all
        #expect(all.count == SignPatterns.drawn)
        for unit in [0, 63, 64, 69] {
            // Four standard errors.
            #expect(abs(all.count { $0.contains(unit) } - 5_000) < 200)
        }
    }
}
