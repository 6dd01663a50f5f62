import Testing

@testable import WebUI

struct ScaleTests {
    @Test(arguments: [
        (0.0, 0.0), (5.0, 5.0), (-3.0, -3.0), (1e-300, 1e-300), (0.1, 0.100_000_000_000_000_01),
        (1e300, -1e300),
    ])
    func `a scale has a place for every value, also where all are the same`(low: Double, high: Double) {
        let scale = Scale(from: low, to: high, start: 100, end: 0)
        for value in [low, high, (low / 2 + high / 2)] {
            #expect((0...100).contains(scale.place(value)))
        }
        #expect(scale.ticks(about: 5).allSatisfy { $0.isFinite })
        #expect(!scale.ticks(about: 5).isEmpty)
    }

    @Test func `ticks are round, within the scale, and about as many as wanted`() {
        let ticks = Scale(from: 0.0061, to: 0.0104, start: 0, end: 1).ticks(about: 5)
        #expect(ticks.map { ($0 * 1000).rounded() } == [7, 8, 9, 10])
    }

    @Test func `a value beyond an end lies at the end`() {
        let scale = Scale(from: 0, to: 10, start: 0, end: 100)
        #expect(scale.place(1e9) == 100)
        #expect(scale.place(-1e9) == 0)
    }
}
