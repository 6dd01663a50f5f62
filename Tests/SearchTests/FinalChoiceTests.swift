import Simulation
import StudyModel
import Synchronization
import Testing

@testable import Search

/// Several lineages at the end of a run over noisy runs: one sitting chooses, fresh pairs claim.
struct FinalChoiceTests {
    /// Three lineages of one step each, of which `x` is the step's number; `value` has what a candidate gives, in a sitting of so many.
    private func play(
        strategy: String = "multistart", steps: Int = 3, _ change: @escaping (inout Study) -> Void = { _ in },
        value: @escaping @Sendable (_ candidate: Int, _ others: Int) -> Double? = { number, _ in
            100 - Double(number)
        }
    ) -> (run: TestRun, loop: LearningLoop, sittings: Sittings) {
        let run = TestRun(
            .test {
                $0.evaluator.deterministic = false
                $0.objective.direction = .minimize
                $0.search.strategy = StrategySettings(
                    strategy,
                    strategy == "multistart" ? ["lineages": .number(3), "allocation": .string("equal")] : [:])
                $0.search.accept.rule = .always
                $0.budget.steps = steps
                change(&$0)
            })
        let sittings = Sittings()
        return (
            run, loop(on: run, Machine(repository: run.repository, sittings: sittings, value: value)),
            sittings
        )
    }

    private func loop(on run: TestRun, _ machine: Machine, budget: Budget? = nil) -> LearningLoop {
        LearningLoop(
            store: InMemoryRunStore(run.repository), proposer: run.proposer, evaluator: machine,
            observer: SilentObserver(), strategy: StrategyKind.makeStrategy(of: run.repository.record.study),
            clock: TestClock(), date: { 0 }, budget: budget)
    }

    private final class Sittings: Sendable {
        let all = Mutex<[Sitting]>([])
    }

    /// Gives each run of a candidate a little more than the one before.
    private struct Machine: Evaluator {
        let repository: InMemoryRepository
        let sittings: Sittings
        let value: @Sendable (Int, Int) -> Double?
        /// By a candidate's number, what it has by further metrics, in every run alike.
        var others: [Int: [String: Double]] = [:]

        func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
            sittings.all.withLock { $0.append(sitting) }
            var evaluations: [Evaluation] = []
            for subject in sitting.candidates {
                let number = Int(await repository.files(at: subject.commit)["x"] ?? "") ?? 0
                guard let value = value(number, sitting.candidates.count - 1) else {
                    evaluations.append(Evaluation(outcome: .crashed, reason: "as told", commandRuns: 1))
                    continue
                }
                let count = sitting.race == nil ? sitting.repeats : 6
                let figures = (others[number] ?? [:]).merging(["score": value]) { own, _ in own }
                let trials = (0..<count).map { repetition in
                    Trial(
                        repetition: repetition, seed: UInt64(repetition),
                        metrics: figures.mapValues { $0 + Double(repetition) / 1000 })
                }
                let metrics = figures.mapValues {
                    MetricSummary(value: $0, direction: .minimize, n: count, sd: 0.001)
                }
                evaluations.append(
                    Evaluation(outcome: .scored, trials: trials, metrics: metrics, commandRuns: count))
            }
            return evaluations
        }
    }

    private func compared(_ run: TestRun) async -> [CompareRecord] {
        await run.repository.events.compactMap { if case .compared(let record) = $0 { record } else { nil } }
    }

    @Test func `the heads and the base run eight times in one sitting, then the winner meets the base`()
        async throws
    {
        let (run, loop, _) = play()
        let end = try await loop.run(stop: StopRequest())
        let compared = await compared(run)
        #expect(compared.map(\.purpose) == [.choice, .confirmation])
        let heads = await run.steps().compactMap(\.candidate)
        #expect(Set(compared[0].evaluations.map(\.of)) == Set(heads))
        #expect(compared[0].evaluations[0].of == run.repository.record.base)
        #expect(
            compared[0].evaluations.allSatisfy { $0.sample.repeats == 8 && $0.sample.sitting == "choice.3" })
        #expect(compared[0].winner == heads.last)
        #expect(compared[0].gains.map(\.of) == [heads[3], heads[2], heads[1]])
        #expect(compared[0].gains.allSatisfy { $0.source == .paired && $0.comparison.low == nil })
        #expect(end.finish.confirmed && end.view.best == heads[3])
    }

    @Test func `who wins the sitting is the best, whatever its steps said`() async throws {
        // Beside the others the third is worse than it was beside its parent.
        let value: @Sendable (Int, Int) -> Double? = { number, others in
            others > 1 && number == 3 ? 99.5 : 100 - Double(number)
        }
        let (run, loop, sittings) = play(value: value)
        let end = try await loop.run(stop: StopRequest())
        let second = try #require(await run.steps()[2].candidate)
        #expect(end.view.best == second && end.finish.winner == second)
        #expect(end.finish.compared?.gains.first?.of == second)
        // A later step has to be better than the one that was chosen.
        let more = try await self.loop(
            on: run, Machine(repository: run.repository, sittings: sittings, value: value),
            budget: Budget(steps: 4)
        ).run(stop: StopRequest())
        #expect(await compared(run).map(\.purpose) == [.choice, .confirmation, .choice, .confirmation])
        #expect(more.view.best == (await run.steps()[4].candidate))
    }

    @Test func `a later choice takes no end's comparison away`() async throws {
        let (run, loop, sittings) = play()
        let first = try await loop.run(stop: StopRequest())
        let third = first.finish.winner
        let claim = try #require(first.view.gain(of: third, over: first.view.record.base))
        try #require(claim.isConfirmed == true)
        // The fourth wins the next sitting, in which the third runs once more.
        let machine = Machine(repository: run.repository, sittings: sittings) { number, _ in
            100 - Double(number)
        }
        let second = try await self.loop(on: run, machine, budget: Budget(steps: 4)).run(stop: StopRequest())
        let choice = try #require(await compared(run).last { $0.purpose == .choice })
        #expect(choice.gains.contains { $0.of == third } && second.finish.winner != third)
        #expect(second.view.gain(of: third, over: second.view.record.base) == claim)
    }

    /// Heads that are alike by the first objective; a second and a third metric are what they differ by.
    @Test(arguments: [
        ([1: (5.0, 5.0), 2: (5, 5), 3: (5, 5)], 1), ([1: (5, 5), 2: (4, 6), 3: (6, 4)], 1),
        ([1: (5, 5), 2: (4, 5), 3: (6, 4)], 2), ([1: (5, 5), 2: (4, 5), 3: (4, 4)], 3),
    ])
    func
        `of heads that are alike by the first objective one wins that is better by another and worse by none`(
            figures: [Int: (Double, Double)], winner: Int
        ) async throws
    {
        let (run, _, sittings) = play {
            $0.otherObjectives = ["size", "memory"].map { Objective(metric: $0, direction: .minimize) }
        }
        // While they are made each leads; in one sitting they are alike.
        let others = figures.merging([0: (9, 9)]) { own, _ in own }.mapValues {
            ["size": $0.0, "memory": $0.1]
        }
        let machine = Machine(
            repository: run.repository, sittings: sittings,
            value: { number, others in
                others > 1 && number > 0 ? 90 : 100 - (number == 1 ? 9 : Double(number))
            },
            others: others)
        let end = try await loop(on: run, machine).run(stop: StopRequest())
        let steps = await run.steps()
        let choice = try #require(await compared(run).first { $0.purpose == .choice })
        #expect(choice.winner == steps[winner].candidate && end.view.best == choice.winner)
        #expect(choice.gains.prefix(3).allSatisfy { $0.of == choice.winner })
        #expect(choice.gains.map(\.metric) == (0..<3).flatMap { _ in ["score", "size", "memory"] })
    }

    @Test func `where one of them has no score any more the best stays the best`() async throws {
        let (run, loop, _) = play(value: { number, others in
            others > 1 && number == 1 ? nil : 100 - Double(number)
        })
        let end = try await loop.run(stop: StopRequest())
        #expect(end.view.best == (await run.steps()[3].candidate))
        #expect(await compared(run)[0].gains.isEmpty)
    }

    @Test(arguments: [("chain", false), ("best-of", false), ("multistart", true)])
    func `with one lineage, or figures that are exact, there is nothing to choose`(
        strategy: String, isExact: Bool
    ) async throws {
        let (run, loop, _) = play(strategy: strategy) { $0.evaluator.deterministic = isExact }
        _ = try await loop.run(stop: StopRequest())
        #expect(await compared(run).map(\.purpose) == [.confirmation])
    }

    @Test(arguments: [40, 96, 100, 130, 160, 200, 400])
    func `it is charged as trials, which are kept for it from the start`(trials: Int) async throws {
        let (run, loop, sittings) = play(steps: 60) { $0.budget.trials = trials }
        let end = try await loop.run(stop: StopRequest())
        let compared = await compared(run)
        let closing = compared.last?.commandRuns ?? 0
        #expect(end.view.spent.trials - closing <= trials)
        let heads = min(4, trials / 32 - 1)
        let choice = compared.first { $0.purpose == .choice }
        #expect(choice.map { $0.evaluations.count - 1 } == (heads < 2 ? nil : min(3, heads)))
        #expect(
            sittings.all.withLock { $0.map(\.candidates.count).max() } == (choice?.evaluations.count ?? 2))
    }

    @Test func `a run that is killed around it comes to the same end`() async throws {
        let whole = play()
        let expected = try await whole.loop.run(stop: StopRequest())
        let count = await whole.run.repository.events.count
        for kill in (count - 3)...count {
            let (run, loop, _) = play()
            await run.repository.kill(afterAppends: kill)
            do { _ = try await loop.run(stop: StopRequest()) } catch is InMemoryRepository.Killed {}
            await run.repository.kill(afterAppends: nil)
            let end = try await loop.run(stop: StopRequest())
            #expect(end.view.best == expected.view.best)
            #expect(await compared(run) == (await compared(whole.run)), "killed after \(kill) events")
        }
    }

    @Test func `what was measured of it is kept until it is recorded`() {
        let choice = CompareRecord(
            purpose: .choice, confirmed: false, evaluations: [], gains: [], recordedAt: 0)
        #expect(Event.compared(choice).ends(sitting: "choice.12"))
        var landing = choice
        landing.purpose = .landing
        #expect(!Event.compared(landing).ends(sitting: "choice.12"))
    }
}
