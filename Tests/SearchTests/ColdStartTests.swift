import Search
import StudyModel
import Testing

struct ColdStartTests {
    private func note(_ values: [Double], change: (inout Study) -> Void = { _ in }) -> String? {
        var study = Study.test {
            $0.evaluator.deterministic = false
            $0.objective = Objective(metric: "seconds", direction: .minimize)
        }
        change(&study)
        let trials = values.indices.map {
            Trial(example: nil, repetition: $0, seed: 0, metrics: ["seconds": values[$0]])
        }
        return ColdStart.note(on: Evaluation(outcome: .scored, trials: trials, metrics: [:]), in: study)
    }

    private let warm = [10.0, 10.1, 9.9, 10.05]

    @Test func `a first run far from those that follow is said, with the setting that leaves it out`() {
        #expect(note([12] + warm)?.contains("`measure.warmup: 1`") == true)
        #expect(note([8] + warm) != nil)
        #expect(note([10.2] + warm) == nil)
        // One that is not the first, and four, of which nothing can be told.
        #expect(note(warm + [12]) == nil)
        #expect(note([12] + warm.dropLast()) == nil)
    }

    @Test func `where candidates are warmed up, or runs are alike, nothing is said`() {
        #expect(note([12] + warm) { $0.evaluator.measure.warmup = 1 } == nil)
        #expect(note([12] + warm) { $0.evaluator.deterministic = true } == nil)
        #expect(note([10, 10, 10, 10, 10]) == nil)
    }

    @Test func `of runs that differ by chance alone it is said once in a hundred`() {
        var generator = SeededGenerator(seed: 11)
        let said = (0..<2_000).count { _ in
            let values = (0..<5).map { _ in
                10 + (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
                    / 10
            }
            return note(values) != nil
        }
        // 20 are stated; three standard errors.
        #expect((7...33).contains(said))
    }
}
