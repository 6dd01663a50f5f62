import Search
import Simulation
import StudyModel
import Synchronization
import Testing

/// Runs over examples: which split is run when, and which decides.
struct SplitRunTests {
    /// Keeps what the evaluator was asked for.
    private final class Sittings: Sendable {
        let all = Mutex<[Sitting]>([])
    }

    private struct NotingEvaluator: Evaluator {
        let inner: ScriptedEvaluator
        let sittings: Sittings

        func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
            sittings.all.withLock { $0.append(sitting) }
            return try await inner.evaluate(sitting)
        }
    }

    private func examples() -> [Example] {
        (0..<6).map { Example(id: "t\($0)", json: "{}", split: .train) }
            + (0..<2).map { Example(id: "v\($0)", json: "{}", split: .validation) }
            + [Example(id: "sealed", json: "{}", split: .test)]
    }

    /// Runs candidates that write their step's number, scored on train by it and on validation by its opposite.
    private func play(_ change: @escaping (inout Study) -> Void) async throws -> (
        [StepRecord], [Sitting], LoopEnd
    ) {
        var run = TestRun(
            .test {
                $0.budget.steps = 3
                $0.search.accept.rule = .higher
                change(&$0)
            })
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let value = Double(files["x"] ?? "") ?? 0
            return .value(trial.example?.hasPrefix("v") == true ? -value : value)
        }
        let sittings = Sittings()
        let end = try await LearningLoop(
            store: InMemoryRunStore(run.repository), proposer: run.proposer,
            evaluator: NotingEvaluator(inner: run.evaluator, sittings: sittings), observer: SilentObserver(),
            strategy: Chain(), clock: TestClock(), date: { 0 }, examples: examples()
        ).run(stop: StopRequest())
        return (await run.steps(), sittings.all.withLock { $0 }, end)
    }

    @Test func `train alone is run where it decides and selects`() async throws {
        let (steps, sittings, _) = try await play { _ in }
        #expect(steps.map(\.verdict) == [.accepted, .accepted, .accepted, .accepted])
        #expect(sittings.allSatisfy { $0.split == .train && $0.examples.count == 6 })
    }

    @Test func `the test split is never run`() async throws {
        let (_, sittings, _) = try await play { $0.search.accept.on = .staged }
        #expect(!sittings.contains { $0.examples.contains { $0.split == .test } })
    }

    @Test(arguments: [AcceptanceSettings.On.validation, .staged])
    func `validation decides where it is asked to`(on: AcceptanceSettings.On) async throws {
        let (steps, _, end) = try await play { $0.search.accept.on = on }
        #expect(steps.map(\.verdict) == [.accepted, .rejected, .rejected, .rejected])
        #expect(steps.last?.why == "on validation: gain -3")
        #expect(steps.last?.scores == ["train": 3, "validation": -3])
        #expect(end.finish.winner == end.view.record.base)
    }

    @Test func `the winner is selected by the split that the study names`() async throws {
        let (steps, sittings, end) = try await play {
            $0.search.accept.rule = .always
            $0.search.select = .validation
        }
        #expect(steps.allSatisfy { $0.verdict == .accepted })
        #expect(end.finish.winner == end.view.record.base)
        #expect(sittings.count == 8)
    }

    @Test func `a minibatch that the parent has not run is run by it first, and by the candidate then`()
        async throws
    {
        let (steps, sittings, _) = try await play {
            $0.batch.size = 2
            $0.search.select = .last
        }
        #expect(sittings.first?.examples.count == 6)
        // The base ran all of train, so step 1 needs no second look at it; later parents ran two examples.
        let order = try steps.dropFirst().map { [$0.parent, try #require($0.candidate)] }.joined().dropFirst()
        #expect(sittings.dropFirst().prefix(5).map { $0.candidates.map(\.commit) } == order.map { [$0] })
        #expect(sittings.dropFirst().prefix(5).allSatisfy { $0.examples.count == 2 })
        #expect(steps.map { $0.parentEvaluation?.commandRuns } == [nil, nil, 1, 1])
        #expect(steps.dropFirst().allSatisfy { $0.comparison?.gain == 1 })
    }

    @Test func `equal values are asked for with equal seeds where the evaluator is deterministic`()
        async throws
    {
        let (_, sittings, _) = try await play { _ in }
        #expect(Set(sittings.map(\.seed)).count == 1)
        let (_, noisy, _) = try await play { $0.evaluator.deterministic = false }
        #expect(Set(noisy.map(\.seed)).count == noisy.count)
    }

    @Test func `the confirmation takes both from clean slots`() async throws {
        let (_, sittings, end) = try await play { $0.evaluator.deterministic = false }
        let last = try #require(sittings.last)
        #expect(last.slots == .clean)
        #expect(last.candidates.map(\.commit) == [end.view.record.base, end.finish.winner])
        // 20 pairs over six examples.
        #expect(last.repeats == 4)
    }

    @Test func `where validation accepts, its gain is what the step records`() async throws {
        let run = TestRun.overSplits(validation: 8) { $0.search.accept.on = .validation }
        try await run.run()
        let steps = await run.steps().dropFirst()
        #expect(!steps.isEmpty && steps.allSatisfy { $0.gain?.comparison.n == 8 })
    }

    // MARK: - What proposers are told

    @Test func `the best that a proposer is told of is train's where validation selects`() async throws {
        // Better and better on train, and worse and worse on validation.
        var run = TestRun.overSplits(validation: 4, steps: 4) { $0.search.accept.rule = .higher }
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let value = Double(files["x"] ?? "") ?? 0
            return .value(trial.example?.hasPrefix("validation") == true ? -value : value)
        }
        let end = try await run.run()
        #expect(end.view.best == end.view.record.base)
        #expect(await run.evidence(of: 4)?.contains("- Best so far: 3") == true)
    }

    @Test func `of minibatches that compare with nothing no best is told`() async throws {
        let run = TestRun.overSplits(validation: 4) { $0.batch.size = 2 }
        try await run.run()
        #expect(await run.evidence(of: 1)?.contains("- Best so far") == true)
        #expect(await run.evidence(of: 4)?.contains("Best so far") == false)
    }
}
