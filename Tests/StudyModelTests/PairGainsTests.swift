import StudyModel
import Testing

struct PairGainsTests {
    private let seconds = Objective(metric: "seconds", direction: .minimize)

    @Test func `in percent a slow pair gains as much as a fast one`() {
        let gains = PairGains(of: [0.9, 9, 90], over: [1, 10, 100], objective: seconds)
        #expect(gains.values.allSatisfy { abs($0 - 0.105360516) < 1e-9 })
        #expect(abs(gains.amount(gains.values[0], over: 20) - 2) < 1e-12)
        let rates = PairGains(
            of: [11, 110], over: [10, 100], objective: Objective(direction: .maximize, scale: .percent))
        #expect(rates.values.allSatisfy { abs(rates.amount($0, over: 1) - 0.1) < 1e-12 })
    }

    @Test(arguments: [
        (Objective(direction: .minimize), [0.0, 1], [1.0, 2], [1.0, 1]),
        (Objective(direction: .minimize, scale: .absolute), [1, 1], [3, 2], [2, 1]),
        (Objective(direction: .maximize), [3, 1], [1, 2], [2, -1]),
    ])
    func `elsewhere, and where a value is zero, gains are differences`(
        objective: Objective, candidate: [Double], other: [Double], gains: [Double]
    ) {
        let pairs = PairGains(of: candidate, over: other, objective: objective)
        #expect(pairs.values == gains && pairs.amount(gains[0], over: 7) == gains[0])
    }
}
