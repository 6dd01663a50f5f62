import Search
import Simulation
import StudyModel
import Testing

/// A whole run over an evaluator that returns nothing but noise.
struct NoiseTests {
    @Test(arguments: [Noise.normal, .logNormal, .tied], [MeasureSettings.Compare.interleaved, .stored])
    func `200 steps of pure noise are accepted within the stated rate`(
        noise: Noise, compare: MeasureSettings.Compare
    ) async throws {
        let accepted = try await (1...10).asyncSum { seed in
            try await countAccepted(noise, compare, confidence: 0.95, seed: UInt64(seed))
        }
        // 5 % of 2,000, and three standard errors.
        #expect(accepted <= 129)
    }

    @Test func `what noise made win is not confirmed`() async throws {
        let confirmed = try await (1...40).asyncSum { seed in
            let study = study(.interleaved, confidence: 0.95, seed: UInt64(seed), steps: 20)
            let run = run(study, .logNormal)
            return try await run.run().finish.confirmed ? 1 : 0
        }
        // One-sided 2.5 % of 40.
        #expect(confirmed <= 4)
    }

    @Test func `a real gain is found through noise, and confirmed`() async throws {
        var run = run(study(.interleaved, confidence: 0.95, seed: 1, steps: 30), .normal)
        run.proposer = .counter
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, generator in
            .value((Double(files["x"] ?? "") ?? 0) + 3 * Noise.normal.draw(&generator))
        }
        let end = try await run.run()
        #expect(end.finish.confirmed)
        #expect((end.finish.comparison?.low ?? 0) > 0 && end.finish.comparison?.n == 20)
    }

    private func study(_ compare: MeasureSettings.Compare, confidence: Double, seed: UInt64, steps: Int)
        -> Study
    {
        .test {
            $0.evaluator.deterministic = false
            $0.evaluator.measure.compare = compare
            $0.search.accept.confidence = confidence
            $0.budget.steps = steps
            $0.evidence.memory = 0
            $0.seed = seed
        }
    }

    private func run(_ study: Study, _ noise: Noise) -> TestRun {
        var run = TestRun(study)
        run.evaluator = ScriptedEvaluator(run.repository) { _, _, generator in .value(noise.draw(&generator))
        }
        return run
    }

    private func countAccepted(
        _ noise: Noise, _ compare: MeasureSettings.Compare, confidence: Double, seed: UInt64
    )
        async throws -> Int
    {
        let run = run(study(compare, confidence: confidence, seed: seed, steps: 200), noise)
        try await run.run()
        return await run.steps().dropFirst().count { $0.verdict == .accepted }
    }
}

extension ClosedRange<Int> {
    fileprivate func asyncSum(_ body: (Int) async throws -> Int) async throws -> Int {
        var sum = 0
        for element in self { sum += try await body(element) }
        return sum
    }
}
