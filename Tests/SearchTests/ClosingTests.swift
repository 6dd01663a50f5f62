import Statistics
import StudyModel
import Testing

@testable import Search

/// What the end of a run claims of its winner on examples that were kept apart.
struct ClosingTests {
    @Test func `confirm examples are run after the search, of base and winner alone, and bear the claim`()
        async throws
    {
        let run = TestRun.overSplits(validation: 4, confirm: 8)
        let end = try await run.run()
        let splits = await run.steps().flatMap(\.evaluations).map(\.sample.split)
        #expect(!splits.contains(.confirm) && !splits.contains(.test))
        let compared = try #require(end.finish.compared)
        #expect(compared.evaluations.map(\.of) == [end.view.record.base, end.finish.winner])
        #expect(compared.evaluations.allSatisfy { $0.sample.wholeSplit == .confirm })
        let gain = try #require(compared.gains.first)
        // Seven of eight are won, and none lost: 2^-7.
        #expect(gain.source == .confirmed && gain.comparison.n == 8)
        #expect(abs((gain.comparison.p ?? 1) - 1.0 / 128) < 1e-9)
        #expect(gain.comparison.unit == .example && abs(gain.confidence - 0.96) < 1e-9)
        #expect(end.finish.confirmed && compared.obstacle == nil)
        let known = try #require(end.view.gain(of: end.finish.winner, over: end.view.record.base))
        #expect(known.verdict == "confirmed" && known.value == 1 && known.comparison.reference == 0.125)
    }

    @Test func `a gain on too few confirm examples is none, however large`() async throws {
        let end = try await TestRun.overSplits(validation: 4, confirm: 6).run()
        // Five of six are won: 2^-5 is above the level of the first look.
        #expect(end.finish.comparison?.p == 1.0 / 32 && !end.finish.confirmed)
        #expect(end.view.gain(of: end.finish.winner, over: end.view.record.base)?.verdict == "not confirmed")
    }

    @Test func `a claim stands where a further look could not make it, and nothing is run for that`()
        async throws
    {
        let run = TestRun.overSplits(validation: 4, confirm: 8)
        let first = try await run.run()
        try #require(first.finish.confirmed)
        let steps = await run.steps().count
        // At the second look 2^-8 is above what is left of the error rate.
        let second = try await run.run(budget: Budget(steps: steps + 2))
        #expect(second.finish.winner == first.finish.winner && second.finish.confirmed)
        #expect(second.view.closingLooks == 1)
        let known = try #require(second.view.gain(of: first.finish.winner, over: first.view.record.base))
        #expect(known.verdict == "confirmed")
    }

    @Test func `a base that has no score on what selects ends the run, since nothing could be set beside it`()
        async throws
    {
        var run = TestRun.overSplits(validation: 4, confirm: 8)
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let isBase = (Int(files["x"] ?? "") ?? 0) == 0
            return isBase && trial.example?.hasPrefix("validation") == true ? .failure(.crashed) : .value(1)
        }
        await #expect { try await run.run() } throws: { error in
            (error as? Failure)?.cause.contains("The base has no score on validation") == true
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            (Int(files["x"] ?? "") ?? 0) == 0 && trial.example == "train-0" ? .failure(.crashed) : .value(1)
        }
        await #expect { try await run.run() } throws: { error in
            (error as? Failure)?.cause.contains("The base has no score, so nothing") == true
        }
    }

    @Test
    func
        `a base that has no value of its formula on validation begins a run all the same, and no claim is made there`()
        async throws
    {
        let formula = try Formula("f1(prediction, truth)")
        for confirm in [0, 24] {
            var run = TestRun.overSplits(validation: 6, confirm: confirm, steps: 3) {
                $0.objective = Objective(metric: "f1", direction: .maximize, aggregate: formula)
            }
            // Nothing is true on validation, and the base calls nothing so; a candidate does on every example, and is right on those of the other splits.
            run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
                let example = trial.example ?? ""
                let isTrue = !example.hasPrefix("validation") && !example.hasSuffix("-0")
                let isBase = files["x"] == "0"
                let isSaid = !isBase || example.hasSuffix("-1") && isTrue
                return .values(["prediction": isSaid ? 1 : 0, "truth": isTrue ? 1 : 0])
            }
            let end = try await run.run()
            #expect(end.view.steps.count == 4 && end.view.baseline?.score(on: .validation) == nil)
            #expect(end.finish.winner != end.view.record.base)
            let known = end.view.gain(of: end.finish.winner, over: end.view.record.base)
            #expect(end.finish.confirmed == (confirm > 0))
            #expect((known?.isConfirmed == true) == (confirm > 0))
        }
    }

    @Test func `examples that go together are one observation`() async throws {
        let end = try await TestRun.overSplits(validation: 4, confirm: 16, clusters: 8).run()
        let comparison = try #require(end.finish.comparison)
        #expect(comparison.unit == .cluster && comparison.n == 8 && comparison.p == 1.0 / 256)
        #expect(end.finish.confirmed)
    }

    @Test(arguments: [0, 16])
    func `an end over too few observations for a claim says so, and looks at none`(confirm: Int) async throws
    {
        let end = try await TestRun.overSplits(
            validation: confirm == 0 ? 4 : 8, confirm: confirm, clusters: confirm == 0 ? nil : 4
        ).run()
        let known = end.view.gain(of: end.finish.winner, over: end.view.record.base)
        #expect(
            known?.obstacle
                == (confirm == 0
                    ? "4 validation examples are too few, and 6 are the least"
                    : "4 confirm examples are too few, and 6 are the least"))
        #expect(end.finish.comparison?.p == nil && end.finish.comparison?.low == nil)
        #expect(!end.finish.confirmed && end.view.closingLooks == 0)
    }

    @Test func `constraints hold on the split that selects, too`() async throws {
        var run = TestRun.overSplits(validation: 8, confirm: 0, steps: 4) {
            $0.constraints = [Constraint(metric: "latency", relation: .atMost, limit: 1)]
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let value = Double(files["x"] ?? "") ?? 0
            let isSlow = value > 2 && trial.example?.hasPrefix("validation") == true
            return .values(["score": value, "latency": isSlow ? 9 : 1])
        }
        let end = try await run.run()
        let steps = await run.steps()
        #expect(steps.map(\.verdict) == [.accepted, .accepted, .accepted, .rejected, .rejected])
        #expect(steps.last?.why == "on validation: 'latency' is 9, and must be <= 1")
        #expect(end.finish.winner == steps[2].candidate)
    }

    @Test func `where nothing new can be known of the winner the recorded verdict stands`() async throws {
        let run = TestRun.overSplits(validation: 4, confirm: 8)
        let first = try await run.run()
        let second = try await run.run(budget: Budget(steps: 7))
        #expect(second.isNew && second.finish.winner == first.finish.winner)
        #expect(second.finish.confirmed && second.finish.record.compared == first.finish.record.compared)
        #expect(second.view.closingLooks == 1)
    }
}
