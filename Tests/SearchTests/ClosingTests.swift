import Simulation
import Statistics
import StudyModel
import Testing

@testable import Search

/// What the end of a run over examples claims of its winner, and on what.
struct ClosingTests {
    /// Candidates that write their step's number and are right on every example from step 3 on, and on few before.
    private func run(
        validation: Int = 0, confirm: Int = 0, clusters: Int? = nil, steps: Int = 5,
        _ change: (inout Study) -> Void = { _ in }
    ) -> TestRun {
        var run = TestRun(
            .test {
                $0.budget.steps = steps
                $0.search.accept.rule = .always
                $0.search.select = validation > 0 ? .validation : .train
                change(&$0)
            })
        let splits = [(Split.train, 6), (.validation, validation), (.confirm, confirm), (.test, 1)]
        run.examples = splits.flatMap { split, count in
            (0..<count).map { number in
                Example(
                    id: "\(split.rawValue)-\(number)", json: "{}", split: split,
                    cluster: clusters.map { "\(number % $0)" })
            }
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let isGood = (Int(files["x"] ?? "") ?? 0) >= 3
            return .value(isGood || trial.example?.hasSuffix("-0") == true ? 1 : 0)
        }
        return run
    }

    private func append(_ event: Event, to run: TestRun) async throws {
        try await run.repository.append(event, feedback: nil, attachments: [])
    }

    // MARK: - Kept apart

    @Test func `confirm examples are run after the search, of base and winner alone, and bear the claim`()
        async throws
    {
        let run = run(validation: 4, confirm: 8)
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
        let end = try await run(validation: 4, confirm: 6).run()
        // Five of six are won: 2^-5 is above the level of the first look.
        #expect(end.finish.comparison?.p == 1.0 / 32 && !end.finish.confirmed)
        #expect(end.view.gain(of: end.finish.winner, over: end.view.record.base)?.verdict == "not confirmed")
    }

    @Test func `a claim stands where a further look could not make it, and nothing is run for that`()
        async throws
    {
        let run = run(validation: 4, confirm: 8)
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
        var run = run(validation: 4, confirm: 8)
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let isBase = (Int(files["x"] ?? "") ?? 0) == 0
            return isBase && trial.example?.hasPrefix("validation") == true ? .failure(.crashed) : .value(1)
        }
        await #expect { try await run.run() } throws: { error in
            (error as? Failure)?.cause.contains("The base has no score on validation") == true
        }
    }

    @Test
    func
        `a base that has no value of its formula on validation begins a run all the same, and no claim is made there`()
        async throws
    {
        let formula = try Formula("f1(prediction, truth)")
        for confirm in [0, 24] {
            var run = run(validation: 6, confirm: confirm, steps: 3) {
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

    @Test func `where validation accepts, its gain is what the step records`() async throws {
        let run = run(validation: 8) { $0.search.accept.on = .validation }
        try await run.run()
        let steps = await run.steps().dropFirst()
        #expect(!steps.isEmpty && steps.allSatisfy { $0.gain?.comparison.n == 8 })
    }

    @Test func `examples that go together are one observation`() async throws {
        let end = try await run(validation: 4, confirm: 16, clusters: 4).run()
        let comparison = try #require(end.finish.comparison)
        #expect(comparison.unit == .cluster && comparison.n == 4 && comparison.p == 1.0 / 16)
        #expect(!end.finish.confirmed)
    }

    @Test func `where nothing new can be known of the winner the recorded verdict stands`() async throws {
        let run = run(validation: 4, confirm: 8)
        let first = try await run.run()
        let second = try await run.run(budget: Budget(steps: 7))
        #expect(second.isNew && second.finish.winner == first.finish.winner)
        #expect(second.finish.confirmed && second.finish.record.compared == first.finish.record.compared)
        #expect(second.view.closingLooks == 1)
    }

    // MARK: - On validation

    @Test func `validation that selects and nothing else bears a claim, and nothing is run for it`()
        async throws
    {
        let run = run(validation: 9)
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

    @Test(arguments: [Direction.minimize, .maximize])
    func `where gains are percent, a claim of the best of many is told in percent, with bounds of the ratio`(
        direction: Direction
    ) async throws {
        var run = run(validation: 12) {
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
        let run = run(validation: 9) { $0.objective.scale = .percent }
        let end = try await run.run()
        let known = try #require(end.view.gain(of: end.finish.winner, over: end.view.record.base))
        #expect(known.scale == .absolute && known.percent == nil)
        #expect(known.text.hasPrefix("+0.8889 score [96% CI +"))
    }

    @Test func `a step without a score on validation leaves the recorded verdict as it is`() async throws {
        var run = run(validation: 9)
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
        let end = try await run(validation: choice.validation, choice.change).run()
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
        #expect(try await run(validation: choice.validation, choice.change).run().finish.confirmed)
    }

    @Test func `after a person had a say validation bears no claim, and confirm examples do`() async throws {
        for (confirm, isClaim) in [(0, false), (8, true)] {
            let run = run(validation: 9, confirm: confirm, steps: 2)
            let first = try await run.run()
            let review = ReviewRecord(
                candidate: first.view.best, decision: .comment, text: "More of this", name: "Ann",
                email: "ann@example.com", recordedAt: 0)
            try await append(.reviewed(review), to: run)
            let end = try await run.run(budget: Budget(steps: 5))
            #expect(end.finish.confirmed == isClaim)
            #expect((end.finish.compared?.obstacle == nil) == isClaim)
        }
    }

    @Test func `scores of two evaluators on validation bear no claim together`() async throws {
        let run = run(validation: 9)
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
        let examples = run(validation: 9).examples
        var study = Study.test { $0.search.select = .validation }
        #expect(ClosingMethod(of: study, examples: examples) == .maximum)
        study.proposer = .external
        #expect(ClosingMethod(of: study, examples: examples) == .none(.validation, .wasTold))
    }

    // MARK: - What proposers are told

    @Test func `the best that a proposer is told of is train's where validation selects`() async throws {
        // Better and better on train, and worse and worse on validation.
        var run = run(validation: 4, steps: 4) { $0.search.accept.rule = .higher }
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let value = Double(files["x"] ?? "") ?? 0
            return .value(trial.example?.hasPrefix("validation") == true ? -value : value)
        }
        let end = try await run.run()
        #expect(end.view.best == end.view.record.base)
        #expect(await run.evidence(of: 4)?.contains("- Best so far: 3") == true)
    }

    @Test func `of minibatches that compare with nothing no best is told`() async throws {
        let run = run(validation: 4) { $0.batch.size = 2 }
        try await run.run()
        #expect(await run.evidence(of: 1)?.contains("- Best so far") == true)
        #expect(await run.evidence(of: 4)?.contains("Best so far") == false)
    }

    // MARK: - What lands

    @Test(arguments: [(0, 6, "train"), (6, 6, "validation")])
    func `what selected a candidate bears no claim where that lands`(
        validation: Int, count: Int, split: String
    ) async throws {
        let run = run(validation: validation, steps: 3)
        try await run.run()
        let record = run.repository.record
        let subjects = try await [record.base, #require(run.steps().last?.candidate)].asyncMap {
            Subject(commit: $0, tree: try await InMemoryRunStore(run.repository).tree(of: $0))
        }
        let landed = try await LandingTrial(record, examples: run.examples, evaluator: run.evaluator)
            .run(subjects[1], over: subjects[0], id: "x")
        #expect(landed.obstacle == "the \(split) examples selected what lands" && !landed.confirmed)
        let gain = try #require(landed.gains.first)
        #expect(gain.comparison.gain > 0.5 && gain.comparison.n == count)
        #expect(gain.comparison.p == nil && gain.comparison.low == nil && gain.comparison.high == nil)
        // Pairs of runs selected nothing.
        let whole = TestRun(.test { $0.evaluator.deterministic = false })
        let base = whole.repository.record.base
        let pairs = try await LandingTrial(whole.repository.record, examples: [], evaluator: whole.evaluator)
            .run(
                Subject(commit: base, tree: whole.repository.record.baseTree),
                over: Subject(commit: base, tree: whole.repository.record.baseTree), id: "x")
        #expect(pairs.obstacle == nil && pairs.gains.first?.comparison.p != nil)
    }

    // MARK: - Looks

    @Test func `a claim stands at a later end whose look at the same two does not make it again`()
        async throws
    {
        var run = TestRun(
            .test {
                $0.evaluator.deterministic = false
                $0.evaluator.measure.repeats = 5
                $0.budget.steps = 1
            })
        func judge(gaining gain: Double) -> ScriptedEvaluator {
            ScriptedEvaluator(run.repository) { files, _, generator in
                let value = files["x"] == "1" ? gain : files["x"] == "0" ? 0 : -20
                return .value(value + Noise.normal.draw(&generator))
            }
        }
        run.evaluator = judge(gaining: 9)
        let first = try await run.run()
        try #require(first.finish.confirmed)
        // The step is worse than all, so that the same two meet again; and now the winner is not better.
        run.evaluator = judge(gaining: -9)
        run.proposer = ScriptedProposer { .writing("-\($0.step.number)") }
        let second = try await run.run(budget: Budget(steps: 2))
        #expect(second.view.closingLooks == 2 && second.finish.compared?.confirmed == false)
        #expect(second.finish.winner == first.finish.winner)
        #expect(ClosingWords(second.view)?.isClaim == true)
        let known = try #require(second.view.gain(of: first.finish.winner, over: first.view.record.base))
        #expect(known.isConfirmed == true)
        #expect(second.finish.record.words(as: "finished", in: second.view).hasSuffix(", gain confirmed"))
        // What is told of the look is what it came to, and names the two once.
        #expect(
            second.finish.compared?.words(as: "compared", in: second.view)
                == "compared step 1 with step 0: no gain confirmed")
        // By another evaluator the claim was never made.
        var view = second.view
        view.apply(
            .evaluatorChanged(
                EvaluatorChangeRecord(
                    evaluator: EvaluatorIdentity(id: "another"), changed: ["files"], recordedAt: 0)))
        var fresh = try #require(second.finish.compared)
        for index in fresh.evaluations.indices { fresh.evaluations[index].evaluator = "another" }
        view.apply(.compared(fresh))
        #expect(view.gain(of: first.finish.winner, over: view.record.base)?.isConfirmed == false)
    }

    @Test func `looks at one pair are put together, each look at its own level`() async throws {
        var run = TestRun(
            .test {
                $0.evaluator.deterministic = false
                $0.evaluator.measure.repeats = 5
                $0.budget.steps = 1
            })
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, generator in
            .value((files["x"] == "1" ? 9 : 0) + Noise.normal.draw(&generator))
        }
        run.proposer = ScriptedProposer { .writing($0.step.number == 1 ? "1" : "-\($0.step.number)") }
        for steps in [1, 2, 3] { try await run.run(budget: Budget(steps: steps)) }
        let compared = await run.repository.events.compactMap { event -> CompareRecord? in
            if case .compared(let record) = event { record } else { nil }
        }
        #expect(compared.map { $0.gains.first?.comparison.n } == [20, 40, 60])
        #expect(compared.map { $0.gains.first?.looks } == [1, 2, 3])
        let last = try #require(compared.last)
        #expect(last.evaluations.map(\.source) == [.measured, .measured, .pooled, .pooled])
        #expect(last.evaluations.last?.parts == ["end.3", "end.1", "end.2"].sorted())
        let end = try await run.run(budget: Budget(steps: 3))
        let known = try #require(end.view.gain(of: end.finish.winner, over: end.view.record.base))
        #expect(known.value == last.evaluations.last?.evaluation.metrics["score"]?.value)
        #expect(known.sample?.repeats == 60)
    }
}
