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
        let accepted = try await (1...5).asyncSum { seed in
            try await countAccepted(noise, compare, confidence: 0.95, seed: UInt64(seed))
        }
        // 5 % of 1,000, and three standard errors; `bench claims` has more.
        #expect(accepted <= 70)
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

    @Test func `looks at the end share one error, and each has its own level`() async throws {
        var run = run(study(.interleaved, confidence: 0.95, seed: 1, steps: 5), .normal)
        run.proposer = .counter
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, generator in
            .value(9 * (Double(files["x"] ?? "") ?? 0) + Noise.normal.draw(&generator))
        }
        for steps in [5, 6, 7] { try await run.run(budget: Budget(steps: steps)) }
        let gains = await run.repository.events.flatMap { event -> [RecordedGain] in
            if case .compared(let record) = event { record.gains } else { [] }
        }
        #expect(gains.map(\.looks) == [1, 2, 3])
        let levels = [0.96, 0.995, 1 - 0.05 * 0.2 / 6]
        #expect(zip(gains, levels).allSatisfy { abs($0.confidence - $1) < 1e-9 })
        #expect(gains.allSatisfy { $0.source == .confirmed && ($0.comparison.low ?? 0) > 0 })
    }

    @Test(arguments: [true, false])
    func `examples that chose the winner confirm nothing, however much is gained on them`(isTrain: Bool)
        async throws
    {
        var study = study(.stored, confidence: 0.95, seed: 1, steps: 15)
        study.evaluator.deterministic = true
        study.search.accept.rule = .always
        study.search.select = isTrain ? .train : .validation
        var run = TestRun(study)
        run.examples = (0..<20).map {
            Example(id: "\($0)", json: "{}", split: $0 < 10 ? .train : .validation)
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            .value(Seeds.derive(1, files["x"] ?? "", trial.example ?? "") % 2 == 0 ? 1 : 0)
        }
        let end = try await run.run()
        let gain = try #require(end.finish.compared?.gains.first)
        #expect(gain.comparison.gain > 0 && gain.comparison.n == 10)
        #expect(gain.source == (isTrain ? .paired : .stored))
        #expect(!end.finish.confirmed)
    }

    struct Tosses {
        var examples: Int
        /// Of a step; all of them where that is not said.
        var batch: Int?
        var isDeterministic = true
        /// At most, of 2,000 steps: 5 % and three standard errors.
        var accepted = 129
    }

    @Test(arguments: [
        Tosses(examples: 3, accepted: 0), Tosses(examples: 4, isDeterministic: false, accepted: 0),
        Tosses(examples: 8), Tosses(examples: 8, isDeterministic: false),
        Tosses(examples: 8, batch: 1, accepted: 0),
        Tosses(examples: 8, batch: 1, isDeterministic: false, accepted: 0),
    ])
    func `a coin toss for each candidate and example is accepted within the stated rate`(tosses: Tosses)
        async throws
    {
        // What a change that does nothing looks like with a model that always answers alike: repeats agree, examples do not.
        let accepted = try await (1...20).asyncSum { seed in
            var study = study(.stored, confidence: 0.95, seed: UInt64(seed), steps: 100)
            study.evaluator.deterministic = tosses.isDeterministic
            study.batch.size = tosses.batch
            var run = TestRun(study)
            run.examples = (0..<tosses.examples).map { Example(id: "\($0)", json: "{}", split: .train) }
            run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
                let toss = Seeds.derive(UInt64(seed), files["x"] ?? "", trial.example ?? "")
                return .value(toss % 2 == 0 ? 1 : 0)
            }
            try await run.run()
            return await run.steps().dropFirst().count { $0.verdict == .accepted }
        }
        #expect(accepted <= tosses.accepted)
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
