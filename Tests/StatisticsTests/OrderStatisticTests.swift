import Simulation
import StudyModel
import Testing

@testable import Statistics

struct OrderStatisticTests {
    @Test(arguments: [1, 2, 3, 10, 101, 500])
    func `each place holds what it holds in order, ties or not`(count: Int) {
        var generator = SeededGenerator(seed: 1)
        let distinct = (0..<count).map { _ in Noise.normal.draw(&generator) }
        let tied = (0..<count).map { _ in Double(generator.below(4)) }
        for values in [distinct, tied, distinct.sorted(), distinct.sorted(by: >)] {
            let ordered = values.sorted()
            for place in 0..<count {
                #expect(OrderStatistic.value(at: place, of: values) == ordered[place])
            }
        }
    }
}
