import Search
import StudyModel
import Testing

struct DriftTests {
    /// What a base has in each repeat, by the objective and by a further one.
    private func note(_ first: [Double], _ second: [Double]? = nil) -> String? {
        let study = Study.test {
            $0.evaluator.deterministic = false
            $0.evaluator.measure.compare = .stored
            if second != nil { $0.otherObjectives = [Objective(metric: "size", direction: .minimize)] }
        }
        let trials = first.indices.map { index in
            var metrics = [study.objective.metric: first[index]]
            metrics["size"] = second?[index]
            return Trial(example: nil, repetition: index, seed: 0, metrics: metrics)
        }
        return Drift.note(on: Evaluation(outcome: .scored, trials: trials, metrics: [:]), in: study)
    }

    private let still = [3.0, 1, 4, 2, 5, 1.5]
    private let rising = [1.0, 2, 3, 4, 5, 6]

    @Test func `a drift by any objective is said, and by which`() throws {
        #expect(note(still) == nil)
        #expect(note(rising)?.hasPrefix("The base's repeats drift, so") == true)
        #expect(note(still, still) == nil)
        #expect(note(still, rising)?.hasPrefix("The base's repeats drift by size, so") == true)
        #expect(note(rising, rising)?.contains("drift by score and size, so") == true)
    }

    /// Five that rise have a p of 1/60 both ways; each of two objectives has half of 1/20, each of four an eightieth.
    @Test func `several objectives share the rate at which a drift is said of none`() {
        let five = Array(rising.prefix(5))
        #expect(note(five) != nil && note(five, [1, 3, 2, 5, 4]) != nil)
        #expect(note(Array(rising.prefix(4))) == nil)
    }
}
