import Search
import Simulation
import StudyModel
import Synchronization
import Testing

/// Runs whose steps see a part of train: what is compared with what, and which scores select.
struct MinibatchRunTests {
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

    private func examples(_ train: Int = 15) -> [Example] {
        (0..<train).map { Example(id: "\($0)", json: "{}", split: .train) }
            + (100..<104).map { Example(id: "\($0)", json: "{}", split: .validation) }
            + [Example(id: "999", json: "{}", split: .test)]
    }

    /// Plays candidates that write their step's number and are scored, by default, by it and the example's number together.
    private func play(
        _ change: @escaping (inout Study) -> Void,
        score: @escaping @Sendable (_ candidate: Int, _ example: Int) -> ScriptedEvaluator.Result = {
            .value(Double($0) + Double($1))
        }
    ) async throws -> (steps: [StepRecord], sittings: [Sitting], end: LoopEnd) {
        var run = TestRun(
            .test {
                $0.batch.size = 3
                $0.search.accept.rule = .higher
                change(&$0)
            })
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            score(Int(files["x"] ?? "") ?? 0, Int(trial.example ?? "") ?? 0)
        }
        let sittings = Sittings()
        let end = try await LearningLoop(
            store: InMemoryRunStore(run.repository), proposer: run.proposer,
            evaluator: NotingEvaluator(inner: run.evaluator, sittings: sittings), observer: SilentObserver(),
            strategy: Chain(), clock: TestClock(), date: { 0 }, examples: examples()
        ).run(stop: StopRequest())
        return (await run.steps(), sittings.all.withLock { $0 }, end)
    }

    /// The examples of train that a step's candidate was run on first.
    private func minibatch(of step: StepRecord, size: Int) -> [String] {
        let ids = step.evaluation?.trials.compactMap(\.example) ?? []
        return Array(ids.filter { (Int($0) ?? 0) < 100 }.prefix(size))
    }

    @Test(arguments: [1, 3, 5])
    func `a run of 15 updates goes through train as often as its minibatch is large`(size: Int) async throws {
        let played = try await play {
            $0.batch.size = size
            $0.budget.steps = 15
            $0.search.accept.rule = .always
            $0.search.select = .validation
        }
        let used = played.steps.dropFirst().map { minibatch(of: $0, size: size) }
        #expect(used.count == 15)
        let epochs = stride(from: 0, to: 15, by: 15 / size).map { start in
            used[start..<(start + 15 / size)].flatMap { $0 }
        }
        #expect(epochs.count == size)
        #expect(epochs.allSatisfy { $0.count == 15 && Set($0).count == 15 })
        #expect(Set(epochs).count == size)
        // The curve of the paper: the base and every update.
        #expect(played.steps.compactMap { $0.scores["validation"] }.count == 16)
    }

    @Test func `candidate and parent are compared on the same minibatch`() async throws {
        let played = try await play {
            $0.budget.steps = 6
            $0.search.select = .last
        }
        // The scores of different minibatches differ by up to 12, the candidates by 1.
        #expect(played.steps.dropFirst().allSatisfy { $0.comparison?.gain == 1 })
    }

    @Test func `selection by train runs an accepted candidate on all of it, a rejected one on its minibatch`()
        async throws
    {
        let played = try await play {
            $0.budget.steps = 4
        } score: { candidate, example in
            .value(Double(candidate == 3 ? -3 : candidate) + Double(example))
        }
        #expect(played.steps.map { $0.scores["train"] } == [7, 8, 9, nil, 11])
        #expect(played.steps.dropFirst().allSatisfy { $0.scores["minibatch"] != nil })
        #expect(played.steps.map { $0.evaluation?.trials.count } == [15, 15, 15, 3, 15])
        #expect(played.end.finish.winnerStep.number == 4)
    }

    @Test func `an easy minibatch makes no best`() async throws {
        // Each candidate is worse than the one before; only the minibatches differ in how easy they are.
        let played = try await play {
            $0.budget.steps = 8
            $0.search.accept.rule = .always
        } score: { candidate, example in
            .value(Double(10 * example - candidate))
        }
        let scores = played.steps.compactMap { $0.evaluation?.score($0.objective) }
        #expect(scores.dropFirst().contains { $0 > scores[0] })
        #expect(played.end.finish.winner == played.end.view.record.base)
    }

    @Test func `a win on a minibatch that is a loss on all of train selects nothing`() async throws {
        let played = try await play {
            $0.budget.steps = 1
        } score: { candidate, example in
            .value(candidate == 0 ? 5 : example == 0 ? -900 : 6)
        }
        let step = try #require(played.steps.last)
        try #require(!minibatch(of: step, size: 3).contains("0"))
        #expect(step.verdict == .accepted)
        #expect(played.end.view.current.head == step.candidate)
        #expect(played.end.finish.winner == played.end.view.record.base)
    }

    @Test func `a candidate that crashes on the rest of train is rejected`() async throws {
        let played = try await play {
            $0.budget.steps = 1
        } score: { candidate, example in
            candidate == 1 && example == 0 ? .failure(.crashed) : .value(Double(candidate))
        }
        let step = try #require(played.steps.last)
        try #require(!minibatch(of: step, size: 3).contains("0"))
        #expect(step.verdict == .rejected)
        #expect(step.why == "on train: crashed: as told")
        #expect(step.scores["train"] == nil)
    }

    @Test(arguments: AcceptanceSettings.On.allCases)
    func `what decides is run beside the parent, and nothing else is`(on: AcceptanceSettings.On) async throws
    {
        let played = try await play {
            $0.budget.steps = 2
            $0.search.accept.on = on
            $0.search.select = .validation
            $0.evaluator.deterministic = false
            $0.evaluator.measure = MeasureSettings(repeats: 5, compare: .interleaved)
        }
        let beside = played.sittings.filter { $0.slots == .warm && $0.candidates.count == 2 }.map(\.split)
        switch on {
        case .train: #expect(beside == [.train, .train])
        case .validation: #expect(beside == [.validation, .validation])
        case .staged: #expect(beside == [.train, .validation, .train, .validation])
        }
        #expect(played.steps.allSatisfy { $0.verdict == .accepted && $0.scores["validation"] != nil })
        #expect(!played.sittings.contains { $0.split == .test })
    }

    @Test func `staged runs validation only for what passes the minibatch`() async throws {
        let played = try await play {
            $0.budget.steps = 4
            $0.search.accept.on = .staged
        } score: { candidate, example in
            // Even steps lose on train, odd ones win there; step 3 loses on validation.
            let loses = example < 100 ? candidate % 2 == 0 && candidate > 0 : candidate == 3
            return .value(Double(loses ? -candidate : candidate))
        }
        #expect(played.steps.map(\.verdict) == [.accepted, .accepted, .rejected, .rejected, .rejected])
        #expect(played.steps.map { $0.scores["validation"] != nil } == [true, true, false, true, false])
        #expect(played.steps[3].why?.hasPrefix("on validation:") == true)
    }

    @Test func `the best by validation need not be the best by the test of acceptance`() async throws {
        let played = try await play {
            $0.budget.steps = 3
            $0.search.select = .validation
        } score: { candidate, example in
            .value(Double(example < 100 ? candidate : [0, 5, 9, 2][candidate]))
        }
        #expect(played.steps.allSatisfy { $0.verdict == .accepted })
        #expect(played.end.finish.winnerStep.number == 2)
        #expect(played.end.view.current.head == played.steps[3].candidate)
    }

    @Test func `the winner is the last where the study says so`() async throws {
        let played = try await play {
            $0.budget.steps = 3
            $0.search.accept.rule = .always
            $0.search.select = .last
        } score: { candidate, _ in
            .value(Double(-candidate))
        }
        #expect(played.end.finish.winnerStep.number == 3)
        #expect(played.steps.allSatisfy { $0.evaluation?.trials.count == ($0.step.number == 0 ? 15 : 3) })
    }
}

extension StepRecord {
    fileprivate var objective: Objective { Objective(direction: .maximize) }
}
