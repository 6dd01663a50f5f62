import Simulation
import StudyModel
import Testing

@testable import Search

/// Steps over noisy runs of the whole, which pairs decide one after the other.
struct RaceRunTests {
    private func study(_ change: (inout Study) -> Void = { _ in }) -> Study {
        .test {
            $0.evaluator.deterministic = false
            $0.objective.direction = .minimize
            $0.evidence.memory = 0
            change(&$0)
        }
    }

    /// A run whose candidates take so many seconds, step by step, and 3 in 100 more or less by chance.
    private func run(_ study: Study, noise: Double = 0.03, _ seconds: @escaping @Sendable (Int) -> Double)
        -> TestRun
    {
        var run = TestRun(study)
        run.proposer = .counter
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, generator in
            let number = Double(files["x"] ?? "").map { Int($0) } ?? 0
            return .value(seconds(number) * (1 + noise * Noise.normal.draw(&generator)))
        }
        return run
    }

    @Test func `a candidate without a gain costs few pairs, and is seldom accepted`() async throws {
        let run = run(study { $0.budget.steps = 300 }) { _ in 1 }
        try await run.run()
        let steps = await run.steps().dropFirst()
        let pairs = steps.map { Double($0.evaluations[0].evaluation.trials.count) }
        // 3.35 on average, with a standard deviation of 2; 5 of 100 accepted, and three standard errors.
        #expect(abs(pairs.reduce(0, +) / 300 - 3.35) < 0.35)
        #expect(steps.count { $0.verdict == .accepted } <= 26)
        #expect(steps.allSatisfy { $0.evaluations.allSatisfy { (2...10).contains($0.sample.repeats) } })
    }

    @Test func `what won is marked, and neither p nor bound is made of it`() async throws {
        let run = run(study { $0.budget.steps = 2 }) { $0 == 1 ? 0.8 : 1.2 }
        let end = try await run.run()
        let gains = await run.steps().compactMap(\.gain)
        #expect(gains.map(\.source) == [.atAcceptance, .paired])
        #expect(gains.map(\.comparison.n) == [5, 2])
        #expect(gains.allSatisfy { $0.comparison.p == nil && $0.comparison.low == nil })
        #expect(gains.map(\.comparison.test) == ["Wilcoxon signed-rank race", "Wilcoxon signed-rank race"])
        // The pairs that close the run are others.
        let closing = try #require(end.finish.compared)
        #expect(closing.gains.map(\.source) == [.confirmed] && closing.gains[0].comparison.n == 20)
        let raced = await run.steps()[1].evaluations.flatMap(\.evaluation.trials).map(\.seed)
        #expect(Set(raced).isDisjoint(with: closing.evaluations.flatMap(\.evaluation.trials).map(\.seed)))
    }

    @Test func `a step says how its race went`() async throws {
        let run = run(study { $0.budget.steps = 2 }, noise: 0.0001) { $0 == 1 ? 0.5 : 0.75 }
        try await run.run()
        let whys = await run.steps().dropFirst().compactMap(\.why)
        #expect(whys[0].hasSuffix(", rank sum 15 after 5 pairs, at least 15 asked"), "\(whys[0])")
        #expect(whys[1].hasSuffix(", rank sum 0 after 2 pairs, given up"), "\(whys[1])")
    }

    @Test func `the least gain filters what wins a race`() async throws {
        let run = run(
            study {
                $0.budget.steps = 2
                $0.evaluator.measure.minGain = .relative(0.1)
            }, noise: 0.0001
        ) { [1, 0.95, 0.8][$0] }
        try await run.run()
        #expect(await run.steps().dropFirst().map(\.verdict) == [.rejected, .accepted])
    }

    @Test func `a fixed number of pairs is one look`() async throws {
        let run = run(
            study {
                $0.budget.steps = 2
                $0.evaluator.measure.repeats = 6
            }
        ) { $0 == 1 ? 0.8 : 1.2 }
        try await run.run()
        let gains = await run.steps().compactMap(\.gain)
        #expect(gains.map(\.comparison.n) == [6, 6])
        #expect(
            gains.map(\.source) == [.atAcceptance, .paired] && gains.allSatisfy { $0.comparison.p != nil })
        #expect(gains[0].comparison.low == nil)
    }

    @Test func `what is not worse is so beside the best of its lineage, so that small losses do not add up`()
        async throws
    {
        let notWorse = study {
            $0.budget.steps = 4
            $0.search.accept.rule = .notWorse
            $0.evaluator.measure.minGain = .relative(0.02)
        }
        // Each is 1.5 in 100 slower than the one before, of which no two are lost in sum.
        let losing = run(notWorse, noise: 0.0001) { [1, 1.015, 1.03, 1.045, 1.06][$0] }
        let lost = try await losing.run()
        let steps = await losing.steps()
        #expect(steps.dropFirst().map(\.verdict) == [.accepted, .rejected, .rejected, .rejected])
        // The next is made from the head, and beside the base, which stays the best.
        let base = try #require(steps[0].candidate)
        #expect(steps[2].parent == steps[1].candidate && steps[2].gain?.over == base)
        #expect(lost.view.best == base)

        let gaining = run(notWorse, noise: 0.0001) { [1, 0.9, 0.91, 0.8, 0.815][$0] }
        let end = try await gaining.run()
        let found = await gaining.steps()
        #expect(found.dropFirst().map(\.verdict) == [.accepted, .accepted, .accepted, .accepted])
        #expect(end.view.best == found[3].candidate)
        #expect(
            found.map { $0.gain?.over } == [
                nil, base, found[1].candidate, found[1].candidate, found[3].candidate,
            ])
        let last = try #require(found[4].candidate)
        let gain = try #require(end.view.gain(of: last, over: base))
        #expect(gain.source == .chained && gain.isAtAcceptance && abs((gain.percent ?? 0) - 18.5) < 0.5)
    }
}
