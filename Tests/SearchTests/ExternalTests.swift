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
        let told = try await run.loop().tell(.writing("a"), evaluation: evaluation(3))
        #expect(told?.verdict == .accepted && told?.score?.value == 3 && told?.step.number == 1)
        let worse = try await run.loop().tell(.writing("b"), evaluation: evaluation(2))
        #expect(worse?.verdict == .rejected)
        let next = try await run.loop().ask()
        #expect(next.parents.first == told?.candidate)
        #expect(next.evidence.markdown.contains("from outside"))
        #expect(
            try await run.loop().tell(.writing("1", to: "elsewhere"), evaluation: evaluation(9))?.outcome
                == .refused)
    }

    @Test func `without scores the study's evaluator judges`() async throws {
        let run = TestRun(.test())
        #expect(try await run.loop().tell(.writing("4"), evaluation: nil)?.score?.value == 4)
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
            let step = try await run.loop().tell(.writing("\(score)"), evaluation: evaluation(score))
            told.append(try #require(step))
            #expect(parents == told.last?.parents)
        }
        #expect(told.map(\.parent) == [base, base, base, told[1].candidate])
        #expect(told.map(\.round) == [1, 1, 3, 4])
        #expect(told.map(\.moves.count) == [1, 2, 0, 0])
    }
}
