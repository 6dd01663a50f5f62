import Simulation
import StudyModel
import Testing

@testable import Search

/// Steps that are compared with what is stored of their parents.
struct StoredReferenceTests {
    /// A run whose candidates give these values in the step that is told.
    private func run(
        steps: Int, _ change: (inout Study) -> Void = { _ in },
        _ value: @escaping @Sendable (_ number: Int, _ step: Int) -> Double
    ) -> TestRun {
        var run = TestRun(
            .test {
                $0.evaluator.deterministic = false
                $0.evaluator.measure.compare = .stored
                $0.objective.direction = .minimize
                $0.budget.steps = steps
                change(&$0)
            })
        let record = run.repository.record
        let seeds = (0...steps).flatMap { step in
            let sitting = record.seed(for: run.step(step), purpose: "trials")
            return ([""] + (0..<6).map(String.init)).flatMap { example in
                (0..<5).map { (Seeds.derive(sitting, example, String($0)), step) }
            }
        }
        let stepOf = Dictionary(uniqueKeysWithValues: seeds)
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let number = Double(files["x"] ?? "").map { Int($0) } ?? 0
            return .value(value(number, stepOf[trial.seed] ?? -1) + Double(trial.repetition) / 1000)
        }
        return run
    }

    @Test
    func `a parent is compared by other runs than those that accepted it, of which there are ever more`()
        async throws
    {
        // In the step that accepts it the first looks like 5, and is 9 like all the others.
        let run = run(steps: 15) { number, step in number == 1 && step == 1 ? 5 : number == 0 ? 10 : 9 }
        try await run.run()
        let steps = await run.steps().dropFirst()
        #expect(steps.map { $0.verdict == .accepted } == [true] + [Bool](repeating: false, count: 14))
        let first = try #require(steps.first?.candidate)
        #expect(steps.dropFirst().allSatisfy { $0.gain?.over == first && $0.gain?.source == .stored })
        #expect(
            steps.allSatisfy {
                abs(($0.gain?.comparison.reference ?? 0) - ($0.parent == first ? 9 : 10)) < 0.01
            })
        let runs = steps.map { step in
            step.evaluations.filter { $0.of == step.gain?.over }.map(\.evaluation.trials.count)
        }
        #expect(runs == [[1], [5]] + [[Int]](repeating: [1], count: 13))
    }

    @Test func `what is not worse is so beside the best of its lineage`() async throws {
        let notWorse = { (study: inout Study) in
            study.search.accept.rule = .notWorse
            study.evaluator.measure.minGain = .relative(0.02)
        }
        // Each is 1.5 in 100 slower than the one before, of which no two are lost in sum.
        let run = run(steps: 3, notWorse) { number, _ in 10 + 0.15 * Double(number) }
        let end = try await run.run()
        let steps = await run.steps()
        #expect(steps.dropFirst().map(\.verdict) == [.accepted, .rejected, .rejected])
        #expect(steps.dropFirst().allSatisfy { $0.gain?.over == steps[0].candidate })
        #expect(end.view.best == steps[0].candidate)
    }

    @Test func `over examples a parent is measured apart from what accepted it, and again ever more seldom`()
        async throws
    {
        // In the step that accepts it the first looks like 5 everywhere, and is 9 like all the others.
        var run = run(steps: 9) { number, step in number == 1 && step == 1 ? 5 : number == 0 ? 10 : 9 }
        run.examples = (0..<6).map { Example(id: "\($0)", json: "{}", split: .train) }
        try await run.run()
        let steps = await run.steps().dropFirst()
        let first = try #require(steps.first?.candidate)
        #expect(steps.map { $0.verdict == .accepted } == [true] + [Bool](repeating: false, count: 8))
        #expect(
            steps.map { ($0.gain?.comparison.reference ?? 0).rounded() } == [10]
                + [Double](repeating: 9, count: 8))
        let again = steps.map { step in step.evaluations.filter { $0.of == step.gain?.over }.count }
        #expect(again == [0, 1, 1, 0, 1, 0, 0, 0, 1])
        #expect(steps.dropFirst().allSatisfy { $0.gain?.over == first })
    }
}
