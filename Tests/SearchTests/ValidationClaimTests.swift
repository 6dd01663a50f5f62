import Simulation
import StudyModel
import Synchronization
import Testing

@testable import Search

/// What the end of a run claims of its winner on the examples that selected it.
struct ValidationClaimTests {
    @Test func `validation that selects and nothing else bears a claim, and nothing is run for it`()
        async throws
    {
        let run = TestRun.overSplits(validation: 9)
        let end = try await run.run()
        let compared = try #require(end.finish.compared)
        #expect(compared.evaluations.isEmpty && compared.commandRuns == 0 && compared.obstacle == nil)
        let gain = try #require(compared.gains.first)
        // Eight of nine are won by three candidates alike, so that nothing is lost to them: 2^-8.
        #expect(gain.source == .stored && gain.comparison.p == 1.0 / 256 && gain.comparison.n == 9)
        #expect(abs(gain.comparison.gain - 8.0 / 9) < 1e-12 && (gain.comparison.low ?? 0) > 0)
        #expect(end.finish.confirmed)
        let known = try #require(end.view.gain(of: end.finish.winner, over: end.view.record.base))
        #expect(known.verdict == "confirmed" && known.value == 1)
        #expect(known.origin.contains("the best of all 5 scored candidates taken out"))
    }

    /// Runs that give more the later they come: what the last steps scored is more than what the base did, whoever made them.
    @Test(arguments: MeasureSettings.Compare.allCases, [false, true])
    func `what drifts from step to step is no gain, and one that stands beside the base is`(
        compare: MeasureSettings.Compare, isBetter: Bool
    ) async throws {
        var run = TestRun.overSplits(validation: 12) {
            $0.evaluator.deterministic = false
            $0.evaluator.measure = MeasureSettings(repeats: 1, statistic: .mean, compare: compare)
            $0.search.accept.rule = .always
        }
        let state = Mutex((generator: SeededGenerator(seed: 1), time: 0.0))
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            let x = Double(files["x"] ?? "") ?? 0
            return .value(
                state.withLock { state in
                    state.time += 0.001
                    return state.time + 0.05 * Noise.normal.draw(&state.generator) + (isBetter ? x : 0)
                })
        }
        let end = try await run.run()
        let compared = try #require(end.finish.compared)
        #expect(compared.obstacle == nil && compared.evaluations.count == 2)
        let gain = try #require(compared.gains.first)
        #expect(gain.source == .paired && gain.comparison.test.contains("taken out"))
        #expect(compared.confirmed == isBetter)
        if !isBetter, compare == .stored {
            let (winner, base) = (end.view.step(of: end.finish.winner), end.view.baseline)
            let scores = [winner, base].compactMap { $0?.score(on: .validation)?.value }
            // By what the steps scored it would be one, by several standard errors.
            #expect(scores[0] - scores[1] > 0.07 && gain.comparison.gain < 0.04)
        }
    }

    @Test(arguments: [Direction.minimize, .maximize])
    func `where gains are percent, a claim of the best of many is told in percent, with bounds of the ratio`(
        direction: Direction
    ) async throws {
        var run = TestRun.overSplits(validation: 12) {
            $0.objective = Objective(direction: direction, scale: .percent)
        }
        // Some examples are ten times as much as others, of which a half is saved, or as much again gained, but for a little.
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let place = Double(trial.example?.split(separator: "-").last ?? "") ?? 0
            let size = 10 + 8 * place
            let isGood = (Int(files["x"] ?? "") ?? 0) >= 3
            let factor = direction == .minimize ? 0.5 : 2
            return .value(isGood ? size * factor + (place.truncatingRemainder(dividingBy: 3) - 1) : size)
        }
        let end = try await run.run()
        let known = try #require(end.view.gain(of: end.finish.winner, over: end.view.record.base))
        #expect(known.verdict == "confirmed" && known.scale == .percent && known.isConfirmed == true)
        let percent = try #require(known.percent)
        let bounds = try #require(known.intervalPercent)
        let whole = direction == .minimize ? 50.0 : 100
        #expect(abs(percent - whole) < 1e-9)
        // The difference alone, which varies with the examples' sizes, is known far less well than its part of them.
        #expect(bounds[0] > whole - 4 && bounds[0] < whole && bounds[1] > whole && bounds[1] < whole + 4)
        #expect(known.source == .stored && known.text.hasPrefix("+\(whole)% [96% CI +"))
    }

    @Test
    func
        `where gains are percent and the base has nothing, the best of many is told in a unit that it names`()
        async throws
    {
        let run = TestRun.overSplits(validation: 9) { $0.objective.scale = .percent }
        let end = try await run.run()
        let known = try #require(end.view.gain(of: end.finish.winner, over: end.view.record.base))
        #expect(known.scale == .absolute && known.percent == nil)
        #expect(known.text.hasPrefix("+0.8889 score [96% CI +"))
    }

    @Test func `a step without a score on validation leaves the recorded verdict as it is`() async throws {
        var run = TestRun.overSplits(validation: 9)
        let first = try await run.run()
        let scored = try await run.run(budget: Budget(steps: 6))
        #expect(scored.view.closingLooks == 2)
        #expect(scored.finish.compared?.gains.first?.looks == 2)
        run.proposer = ScriptedProposer { _ in Proposal(changes: [], summary: "nothing") }
        let idle = try await run.run(budget: Budget(steps: 7))
        #expect(idle.view.closingLooks == 2)
        #expect(idle.finish.record.compared == scored.finish.record.compared)
        #expect(first.finish.confirmed)
    }

    struct Choice: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var validation = 9
        /// Why there is no claim, where there is none.
        var obstacle: String?
        let change: @Sendable (inout Study) -> Void
    }

    @Test(arguments: [
        Choice(
            testDescription: "train accepts and selects", validation: 0,
            obstacle: "candidates are made from the train examples and accepted by them"
        ) { _ in },
        Choice(
            testDescription: "validation accepts",
            obstacle: "the validation examples decide which candidates are accepted"
        ) {
            $0.search.accept = AcceptanceSettings(on: .validation, rule: .higher)
        },
        Choice(
            testDescription: "staged",
            obstacle: "the validation examples decide which candidates are accepted"
        ) {
            $0.search.accept = AcceptanceSettings(on: .staged, rule: .higher)
        },
        Choice(
            testDescription: "rollback", obstacle: "the validation examples decide what is proposed from"
        ) { $0.search.rollback = RollbackSettings() },
        Choice(
            testDescription: "restart", obstacle: "the validation examples decide what is proposed from"
        ) {
            $0.search.strategy = StrategySettings("chain", ["restart.after": .number(50)])
        },
        Choice(
            testDescription: "levels", obstacle: "the validation examples decide what is proposed from"
        ) {
            $0.search.strategy = StrategySettings("best-of", ["depth": .number(2)])
        },
    ])
    func `what decided what was made bears no claim, and says why`(choice: Choice) async throws {
        let end = try await TestRun.overSplits(validation: choice.validation, choice.change).run()
        let compared = try #require(end.finish.compared)
        #expect(compared.obstacle == choice.obstacle && !compared.confirmed)
        let comparison = try #require(compared.gains.first?.comparison)
        #expect(comparison.gain > 0 && comparison.low == nil && comparison.high == nil)
        #expect(comparison.p == nil)
        let known = try #require(end.view.gain(of: end.finish.winner, over: end.view.record.base))
        #expect(known.verdict == "no claim" && known.obstacle == compared.obstacle)
        #expect(end.view.closingLooks == 0)
    }

    @Test(arguments: [
        Choice(testDescription: "train accepts") { $0.search.accept.rule = .notWorse },
        Choice(testDescription: "always on validation") { $0.search.accept.on = .validation },
        Choice(testDescription: "patience") { $0.stop.patience = 4 },
        Choice(testDescription: "one level") { $0.search.strategy = StrategySettings("best-of") },
    ])
    func `choosing the winner and ending the run leave validation its claim`(choice: Choice) async throws {
        #expect(
            try await TestRun.overSplits(validation: choice.validation, choice.change).run().finish.confirmed)
    }

    @Test func `after a person had a say validation bears no claim, and confirm examples do`() async throws {
        for (confirm, isClaim) in [(0, false), (8, true)] {
            let run = TestRun.overSplits(validation: 9, confirm: confirm, steps: 2)
            let first = try await run.run()
            let review = ReviewRecord(
                candidate: first.view.best, decision: .comment, text: "More of this", name: "Ann",
                email: "ann@example.com", recordedAt: 0)
            try await run.append(.reviewed(review))
            let end = try await run.run(budget: Budget(steps: 5))
            #expect(end.finish.confirmed == isClaim)
            #expect((end.finish.compared?.obstacle == nil) == isClaim)
        }
    }

    @Test func `scores of two evaluators on validation bear no claim together`() async throws {
        let run = TestRun.overSplits(validation: 9)
        var view = try await run.run().view
        let study = run.repository.record.study
        let examples = StudyExamples(run.examples, study: study)
        #expect(ClosingMethod(study, examples, in: view) == .maximum)
        let change = EvaluatorChangeRecord(
            evaluator: EvaluatorIdentity(id: "another"), changed: ["files"], recordedAt: 0)
        view.apply(.evaluatorChanged(change))
        #expect(ClosingMethod(study, examples, in: view) == .none(.validation, .judgedAnew))
    }

    @Test func `who brings proposals from outside is told of validation, so it bears no claim`() {
        let examples = TestRun.overSplits(validation: 9).examples
        var study = Study.test { $0.search.select = .validation }
        #expect(ClosingMethod(of: study, examples: examples) == .maximum)
        study.proposer = .external
        #expect(ClosingMethod(of: study, examples: examples) == .none(.validation, .wasTold))
    }
}
