import Simulation
import StudyModel
import Testing

@testable import Search

/// What becomes of a claim at a second end, and of looks at the same two.
struct ClosingLooksTests {
    /// The ends of a run that claims its winner's gain and, at a second look at the same two, finds none.
    private func lookTwice() async throws -> (first: LoopEnd, second: LoopEnd) {
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
        return (first, second)
    }

    @Test func `a claim stands at a later end whose look at the same two does not make it again`()
        async throws
    {
        let (first, second) = try await lookTwice()
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
    }

    @Test func `a claim by one evaluator is none by another, which judges the same two`() async throws {
        let (first, second) = try await lookTwice()
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
        // The gain is that of the last record, over what the base's runs of all looks come to, and the value told is the two together.
        let pooled = last.evaluations.suffix(2).map { $0.evaluation.metrics["score"]?.value }
        let gain = try #require(last.gains.first?.comparison.gain)
        #expect(known.estimate == gain && known.comparison.reference == pooled[0])
        #expect(known.value == known.comparison.reference + gain)
        #expect(known.sample?.repeats == 60)
    }
}
