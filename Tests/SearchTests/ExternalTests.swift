import Search
import Simulation
import StudyModel
import Testing

struct ExternalTests {
    private func evaluation(_ score: Double) -> Evaluation {
        Evaluation(
            outcome: .scored, metrics: ["score": MetricSummary(value: score, direction: nil, n: 1, sd: nil)],
            feedback: "from outside")
    }

    @Test func `asking evaluates the base and can be repeated`() async throws {
        let run = TestRun(.test())
        let (first, second) = (try await run.loop().ask(), try await run.loop().ask())
        #expect(first.step.number == 1 && first.parents.first == run.repository.record.base)
        #expect(first.step == second.step && first.evidence == second.evidence && first.seed == second.seed)
        #expect(await run.steps().count == 1)
    }

    @Test func `what is told is a step like any other`() async throws {
        let run = TestRun(.test())
        let told = try await run.loop().tell(.writing("3"), reported: nil)
        #expect(told?.verdict == .accepted && told?.score?.value == 3 && told?.step.number == 1)
        #expect(try await run.loop().ask().parents.first == told?.candidate)
        #expect(try await run.loop().tell(.writing("1", to: "elsewhere"), reported: nil)?.outcome == .refused)
    }

    @Test func `results that were brought turn a candidate down, and are marked as reported`() async throws {
        let run = TestRun(.test())
        let worse = try #require(try await run.loop().tell(.writing("9"), reported: evaluation(-2)))
        #expect(worse.verdict == .rejected && worse.score?.value == -2 && worse.isReported)
        #expect(worse.commandRuns == 0)
        let gain = try #require(await run.steps().last?.gain)
        #expect(gain.source == .reported && gain.comparison.gain == -2)
        #expect(try await run.loop().ask().evidence.markdown.contains("from outside"))
    }

    @Test func `what brought results praise is measured before it counts`() async throws {
        let run = TestRun(.test())
        let told = try #require(try await run.loop().tell(.writing("3"), reported: evaluation(50)))
        #expect(told.verdict == .accepted && told.score?.value == 3 && !told.isReported)
        let boasted = try #require(try await run.loop().tell(.writing("2"), reported: evaluation(99)))
        #expect(boasted.verdict == .rejected && boasted.score?.value == 2)
        let view = RunView(run.repository.record, events: await run.repository.events)
        #expect(view.best == told.candidate)
        let record = try #require(await run.steps().last)
        #expect(record.evaluations.map(\.source) == [.measured, .reported])
        #expect(record.evaluation?.feedback.contains("from outside") == true)
    }

    @Test func `one reported run is no test, so what it praises is measured where runs are noisy`()
        async throws
    {
        let run = TestRun(.test { $0.evaluator.deterministic = false })
        let once = { (score: Double) in
            var evaluation = self.evaluation(score)
            evaluation.trials = [Trial(repetition: 0, seed: 0, metrics: ["score": score])]
            return evaluation
        }
        let told = try #require(try await run.loop().tell(.writing("3"), reported: once(1)))
        #expect(!told.isReported && told.commandRuns > 0 && told.score?.value == 3)
        let worse = try #require(try await run.loop().tell(.writing("2"), reported: once(-1)))
        #expect(worse.isReported && worse.commandRuns == 0 && worse.verdict == .rejected)
        #expect(worse.score?.sample.repeats == 1)
    }

    @Test func `a result that names no example is set beside none and measured`() async throws {
        var run = TestRun(
            .test {
                $0.examples = ExampleSettings(file: "cases.jsonl")
                $0.search.accept.rule = .higher
            })
        run.examples = (0..<3).map { Example(id: "t\($0)", json: "{}", split: .train) }
        let told = try #require(try await run.loop().tell(.writing("3"), reported: evaluation(-2)))
        #expect(!told.isReported && told.commandRuns > 0)
        #expect(told.verdict == .accepted && told.score?.value == 3)
        let gain = try #require(await run.steps().last?.gain)
        #expect(gain.source == .stored && gain.comparison.gain == 3 && gain.comparison.n == 3)
    }

    @Test func `what is told is planned and settled by the study's strategy`() async throws {
        let run = TestRun(
            .test {
                $0.search.strategy = StrategySettings(
                    "best-of", ["depth": .number(2), "proposals": .number(3)])
                $0.search.accept.rule = .always
                $0.search.round = 2
            })
        let base = run.repository.record.base
        var told: [StepSummary] = []
        for score in [3.0, 5, 4, 2] {
            let parents = try await run.loop().ask().parents
            let step = try await run.loop().tell(.writing("\(score)"), reported: nil)
            told.append(try #require(step))
            #expect(parents == told.last?.parents)
        }
        #expect(told.map(\.parent) == [base, base, base, told[1].candidate])
        #expect(told.map(\.round) == [1, 1, 3, 4])
        #expect(told.map(\.moves.count) == [1, 2, 0, 0])
    }

    @Test
    func `a run whose proposals come from outside is due to end by its budget and by the study's rules`()
        async throws
    {
        let run = TestRun(
            .test {
                $0.budget.steps = 9
                $0.stop.patience = 2
            })
        for (text, reason) in [("3", nil), ("2", nil), ("1", StopReason.patience)] {
            _ = try await run.loop().tell(.writing(text), reported: nil)
            #expect(try await run.loop().reasonToEnd() == reason)
        }
        let spent = TestRun(.test { $0.budget.steps = 1 })
        _ = try await spent.loop().tell(.writing("3"), reported: nil)
        #expect(try await spent.loop().reasonToEnd() == .steps)
    }

    @Test func `the end of a run whose proposals come from outside confirms its winner, once`() async throws {
        let run = TestRun(
            .test {
                $0.evaluator.deterministic = false
                $0.budget.steps = 40
            })
        let told = try #require(try await run.loop().tell(.writing("3"), reported: nil))
        #expect(told.verdict == .accepted)
        let end = try await run.loop().close(stop: StopRequest())
        #expect(end.finish.reason == .exhausted && end.isNew && end.view.best == told.candidate)
        let words = try #require(ClosingWords(end.view))
        #expect(words.isClaim)
        #expect(end.view.gainOverBase(told)?.source == .confirmed)
        let events = await run.repository.events.count
        #expect(try await run.loop().close(stop: StopRequest()).isNew == false)
        #expect(await run.repository.events.count == events)
        // Whoever goes on after it is no more at the end, and may come to another.
        _ = try await run.loop().tell(.writing("4"), reported: nil)
        #expect(try await run.loop().close(stop: StopRequest()).isNew)
    }
}
