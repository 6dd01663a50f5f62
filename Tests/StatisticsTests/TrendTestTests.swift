import Statistics
import Testing

struct TrendTestTests {
    struct Case {
        let values: [Double]
        /// How many of the orders are as far from chance.
        let extreme: Double
        let orders: Double
    }

    @Test(arguments: [
        Case(values: [1, 2, 3, 4, 5], extreme: 2, orders: 120),
        Case(values: [5, 4, 3, 2, 1], extreme: 2, orders: 120),
        Case(values: [1, 2, 3, 5, 4], extreme: 10, orders: 120),
        Case(values: [1, 2, 3], extreme: 2, orders: 6), Case(values: [1, 1, 1], extreme: 1, orders: 1),
        Case(values: [1], extreme: 1, orders: 1), Case(values: [], extreme: 1, orders: 1),
    ]) func `the chance is counted over all orders`(one: Case) {
        #expect(abs(TrendTest.p(one.values) - one.extreme / one.orders) < 1e-12)
    }

    @Test func `Kendall's published value for ten in order but for three inversions`() {
        // S = 39 of 45: P(S >= 39) = 0.000058 one-sided (Kendall 1970, appendix table 1).
        let p = TrendTest.p([2, 1, 4, 3, 6, 5, 7, 8, 9, 10])
        #expect(abs(p - 2 * 0.000_058) < 1e-6)
    }

    @Test func `the normal distribution takes over without a jump`() {
        let drifting = { (count: Int) in (0..<count).map { Double(($0 * 37) % 61) + Double($0) / 4 } }
        #expect(abs(TrendTest.p(drifting(60)) - TrendTest.p(drifting(61))) < 0.05)
    }
}
