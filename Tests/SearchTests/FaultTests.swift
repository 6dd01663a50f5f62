import Simulation
import StudyModel
import Synchronization
import Testing

@testable import Search

/// What fails by no candidate's doing is no verdict on anybody.
struct FaultTests {
    /// Fails now and then: `fault` is asked at each sitting for a candidate that gives no score of it, or throws.
    private struct FaultyEvaluator: Evaluator {
        let inner: ScriptedEvaluator
        let fault: @Sendable (Sitting, _ sittings: Int) throws -> CommitID?
        let sittings = Counter()

        func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
            let faulty = try fault(sitting, sittings.next())
            return zip(sitting.candidates, try await inner.evaluate(sitting)).map { subject, found in
                guard let faulty else { return found }
                return subject.commit == faulty
                    ? Evaluation(outcome: .crashed, reason: "exited with 1", commandRuns: 1)
                    : Evaluation(outcome: .unmeasured, reason: "another failed", commandRuns: 1)
            }
        }
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)
        func next() -> Int {
            count.withLock {
                $0 += 1
                return $0
            }
        }
    }

    private final class Waits: RunObserver {
        let all = Mutex<[Awaited]>([])
        let stop = StopRequest()
        private let stops: Bool

        init(stops: Bool = false) { self.stops = stops }

        func observe(_ progress: Progress) async {
            guard case .waiting(_, let awaited, _) = progress else { return }
            all.withLock { $0.append(awaited) }
            if stops { stop.make() }
        }
    }

    private let examples = (0..<15).map { Example(id: "\($0)", json: "{}", split: .train) }

    /// A run whose first candidate is better than the base and whose later ones are worse and worse, on minibatches of 5; without examples
    /// where `isWhole`.
    private func makeRun(isWhole: Bool = false, _ change: (inout Study) -> Void = { _ in }) -> TestRun {
        var run = TestRun(
            .test {
                $0.budget.steps = 4
                $0.search.select = .last
                if !isWhole { $0.batch.size = 5 }
                change(&$0)
            }, base: ["x": "8.5"])
        run.examples = isWhole ? [] : examples
        run.proposer = ScriptedProposer { .writing("\(10 - $0.step.number)") }
        return run
    }

    private func play(
        _ run: TestRun, observer: Waits = Waits(), sleeps: TestClock.Sleeps = .none,
        fault: @escaping @Sendable (Sitting, Int) throws -> CommitID?
    ) async throws -> LoopEnd {
        try await LearningLoop(
            store: InMemoryRunStore(run.repository), proposer: run.proposer,
            evaluator: FaultyEvaluator(inner: run.evaluator, fault: fault), observer: observer,
            strategy: StrategyKind.makeStrategy(of: run.repository.record.study),
            clock: TestClock(sleeps: sleeps), date: { 0 }, examples: run.examples
        ).run(stop: observer.stop)
    }

    /// Plays steps whose parent, from the second on, is the first's candidate, and fails in some of the sittings that measure it anew.
    private func playMeasuringAnew(
        _ run: TestRun, fails: @escaping @Sendable (_ time: Int) -> Bool
    ) async throws -> LoopEnd {
        let seen = Mutex<Set<CommitID>>([])
        let times = Counter()
        return try await play(run) { sitting, _ in
            let commit = sitting.candidates[0].commit
            let isNew = seen.withLock { $0.insert(commit).inserted }
            return isNew || sitting.slots == .clean ? nil : fails(times.next()) ? commit : nil
        }
    }

    @Test func `a parent that fails when it is measured anew is tried again, and lets nobody in`()
        async throws
    {
        let run = makeRun()
        _ = try await playMeasuringAnew(run) { $0 % 2 == 1 }
        let steps = await run.steps()
        #expect(steps.map(\.verdict) == [.accepted, .accepted, .rejected, .rejected, .rejected])
        let parents = steps.dropFirst(2).map { $0.evaluations[0] }
        #expect(parents.allSatisfy { $0.of == steps[1].candidate })
        #expect(parents.allSatisfy { $0.attempts.map(\.end) == [.retried, .whole] })
        #expect(parents.allSatisfy { $0.attempts.map(\.reason) == ["exited with 1", nil] })
    }

    @Test func `a base that failed once is measured again, and lets nobody in`() async throws {
        let run = makeRun(isWhole: true) { $0.budget.steps = 1 }
        let base = run.repository.record.base
        _ = try await play(run) { sitting, number in number == 1 ? sitting.candidates[0].commit : nil }
        let steps = await run.steps()
        #expect(steps[0].candidate == base && steps[0].outcome == .scored)
        #expect(steps[0].evaluations[0].attempts.map(\.end) == [.retried, .whole])
    }

    @Test func `steps whose parent cannot be measured end unasked, and then the run stops`() async throws {
        let run = makeRun()
        await #expect(throws: Failure.self) { try await playMeasuringAnew(run) { _ in true } }
        let steps = await run.steps()
        #expect(steps.map(\.outcome) == [.scored, .scored, .unmeasured, .unmeasured])
        #expect(steps.suffix(2).allSatisfy { $0.verdict == nil && $0.candidate == nil && $0.moves.isEmpty })
        #expect(await run.evidence(of: 2) == nil)
        // It goes on where it was, once that works; and nobody is told of what was no proposal's doing.
        #expect(try await playMeasuringAnew(run) { _ in false }.view.spent.steps == 4)
        #expect(await run.evidence(of: 4)?.contains("exited with 1") == false)
    }

    @Test func `a failure at one step in three stops nothing`() async throws {
        let run = makeRun { $0.budget.steps = 12 }
        _ = try await playMeasuringAnew(run) { (($0 - 1) / 5) % 2 == 0 && $0 % 5 < 4 && $0 % 5 > 0 }
        let outcomes = await run.steps().map(\.outcome)
        #expect(outcomes.contains(.unmeasured) && outcomes.count == 13)
    }

    @Test func `an evaluator that asks for it is tried again, and the waits are recorded`() async throws {
        let run = makeRun(isWhole: true) { $0.budget.steps = 1 }
        let waits = Waits()
        let end = try await play(run, observer: waits) { _, number in
            guard [2, 3].contains(number) else { return nil }
            throw Failure(.attempt, "503", retryAfter: .seconds(20))
        }
        #expect(end.view.spent.steps == 1)
        #expect(waits.all.withLock { $0 } == [.evaluator, .evaluator])
        let attempts = await run.steps()[1].evaluations[0].attempts
        #expect(attempts.map(\.id) == ["1.1.1", "1.1.2", "1.1.3"])
        #expect(attempts.map(\.end) == [.retried, .retried, .whole])
        #expect(attempts.map(\.reason) == ["503", "503", nil])
    }

    @Test func `an evaluator that asks for too long stops the run, which is where it was`() async throws {
        let run = makeRun(isWhole: true) { $0.budget.steps = 1 }
        let step = StepID(number: 1, writer: run.repository.record.writer)
        await #expect(
            throws: SearchError.waitsTooLong(
                step: step, for: .evaluator, until: 4000, limit: .seconds(3600), reason: "503")
        ) {
            try await play(run) { _, number in
                guard number > 1 else { return nil }
                throw Failure(.attempt, "503", retryAfter: .seconds(4000))
            }
        }
        #expect(await run.steps().count == 1)
        #expect(try await play(run) { _, _ in nil }.view.spent.steps == 1)
    }

    @Test func `a wish to stop ends the wait for an evaluator`() async throws {
        let run = makeRun(isWhole: true)
        let end = try await play(run, observer: Waits(stops: true), sleeps: .endless) { _, number in
            guard number > 1 else { return nil }
            throw Failure(.attempt, "503")
        }
        #expect(end.finish.reason == .interrupted)
        #expect(await run.steps().count == 1)
    }

    @Test func `a parent that fails beside its candidate decides nothing`() async throws {
        let run = makeRun(isWhole: true) {
            $0.budget.steps = 1
            $0.evaluator.deterministic = false
            $0.evaluator.measure.compare = .interleaved
        }
        let base = run.repository.record.base
        _ = try await play(run) { sitting, _ in sitting.candidates.count == 2 ? base : nil }
        let step = try #require(await run.steps().last)
        #expect(step.candidate != nil && step.verdict == nil && step.outcome == .unmeasured)
        #expect(step.reason == "its parent gave no score beside it: exited with 1")
        #expect(step.evaluations.allSatisfy { $0.attempts.map(\.end) == [.retried, .retried, .whole] })
        #expect(step.moves.isEmpty)
    }

    @Test(arguments: [1, 2, 3], ["5", "-5"])
    func `a start that nothing could be said of is taken again, and none is lost or taken twice`(
        round: Int, faulty: String
    ) async throws {
        var run = makeRun(isWhole: true) {
            $0.search.strategy = StrategySettings(
                "multistart", ["starts": .array([.string("good"), .string("bad")])])
            $0.search.round = round
            $0.search.select = .train
            $0.evaluator.deterministic = false
            $0.budget.steps = 7
        }
        run.repository = InMemoryRepository(
            run.repository.record.study, base: ["x": "0"], starts: [["x": "5"], ["x": "-5"]])
        run.evaluator = .number(run.repository)
        let (base, tree) = (run.repository.record.base, InMemoryRepository.tree(of: ["x": faulty]))
        let times = Counter()
        let view = try await play(run) { sitting, _ in
            guard sitting.candidates.count == 2, sitting.candidates[1].tree == tree else { return nil }
            // It is tried three times before nothing is said of it.
            return times.next() <= 3 ? base : nil
        }.view
        let starts = view.record.starts
        let begun = await run.steps().filter { $0.start != nil }
        let lapsed = begun.filter { $0.outcome == .unmeasured }.map(\.start)
        #expect(lapsed == [faulty == "5" ? starts[0] : starts[1]])
        let scored = begun.filter { $0.outcome == .scored }.compactMap(\.start)
        #expect(scored.count == 2 && Set(scored) == Set(starts))
        // The lineage that stayed empty is the one that it begins with.
        #expect(view.lineages.count == 3)
    }

    @Test func `a candidate's own failure beside its parent is its own`() async throws {
        let run = makeRun(isWhole: true) {
            $0.budget.steps = 1
            $0.evaluator.deterministic = false
            $0.evaluator.measure.compare = .interleaved
        }
        _ = try await play(run) { sitting, _ in
            sitting.candidates.count == 2 ? sitting.candidates[1].commit : nil
        }
        let step = try #require(await run.steps().last)
        #expect(step.verdict == .rejected && step.outcome == .crashed)
        #expect(step.evaluations.allSatisfy { $0.attempts.count == 1 })
    }

    /// A run of an agent that changes nothing, unless it is at the step that brings a candidate.
    private func makeIdleRun(bringingAt step: Int? = nil) -> TestRun {
        var run = TestRun(.test { $0.proposer = .agent(AgentSettings(.command(.shell("true")))) })
        run.proposer = ScriptedProposer { request in
            var failure = Failure(.step, "the agent changed nothing")
            failure.isAnswer = true
            return request.step.number == step ? .writing("1") : .nothing(failure)
        }
        return run
    }

    @Test func `an agent that has brought a candidate may change nothing, which ends no run`() async throws {
        #expect(try await makeIdleRun(bringingAt: 1).run().finish.reason == .steps)
    }

    @Test func `an agent that never brought a candidate is not what its user meant, and ends the run`()
        async throws
    {
        let run = makeIdleRun()
        await #expect(throws: Failure.self) { try await run.run() }
    }

    @Test func `what is measured apart from a loop is tried again as well`() async throws {
        let run = makeRun(isWhole: true)
        let waits = Waits()
        let base = Subject(commit: run.repository.record.base, tree: run.repository.record.baseTree)
        func evaluator(_ fault: @escaping @Sendable (Int) throws -> Void) -> RetryingEvaluator {
            let faulty = FaultyEvaluator(inner: run.evaluator) { _, number in
                try fault(number)
                return nil
            }
            return RetryingEvaluator(faulty, clock: run.clock, date: { 0 }, observer: waits)
        }
        let sitting = Sitting(candidates: [base], repeats: 1, seed: 1)
        let found = try await evaluator { number in
            if number < 3 { throw Failure(.attempt, "503", retryAfter: .seconds(20)) }
        }.evaluate(sitting)
        #expect(found.map(\.outcome) == [.scored])
        #expect(waits.all.withLock { $0 } == [.evaluator, .evaluator])
        await #expect(throws: Failure(.attempt, "503", retryAfter: .seconds(4000))) {
            try await evaluator { _ in throw Failure(.attempt, "503", retryAfter: .seconds(4000)) }
                .evaluate(sitting)
        }
    }
}
