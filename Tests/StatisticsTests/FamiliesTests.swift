import Testing

@testable import Statistics

struct FamiliesTests {
    @Test func `all looks together spend the whole error and no more`() {
        #expect(abs(ClosingLooks.tail(ofLook: 1, total: 0.025) - 0.02) < 1e-12)
        #expect(abs(ClosingLooks.tail(ofLook: 2, total: 0.025) - 0.0025) < 1e-12)
        let spent = (1...100_000).reduce(0.0) { $0 + ClosingLooks.tail(ofLook: $1, total: 0.025) }
        #expect(spent < 0.025 && spent > 0.02499)
    }

    @Test func `adjusted p-values are Holm's`() {
        let adjusted = HolmAdjustment.adjusted([0.01, 0.04, 0.03, 0.005])
        for (value, published) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
            #expect(abs(value - published) < 1e-12)
        }
        // In the order .005, .01, .03, .04 at a quarter, a third and half of the error: the third does not stand at .025.
        let levels = HolmAdjustment.levels([0.01, 0.04, 0.03, 0.005], error: 0.05)
        for (level, expected) in zip(levels, [0.05 / 3, 0.05 / 2, 0.05 / 2, 0.05 / 4]) {
            #expect(abs(level - expected) < 1e-12)
        }
        #expect(HolmAdjustment.adjusted([0.9, 0.8]) == [1, 1])
        #expect(HolmAdjustment.adjusted([]) == [])
    }
}
