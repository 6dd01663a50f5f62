import Search
import Simulation
import StudyModel
import Testing

struct ExternalTests {
    /// The loop as a fresh process makes it.
    private func loop(_ run: TestRun) -> LearningLoop {
        LearningLoop(
            store: InMemoryRunStore(run.repository), proposer: run.proposer, evaluator: run.evaluator,
            observer: SilentObserver(), strategy: Chain(), clock: TestClock(), date: { 0 })
    }

    private func evaluation(_ score: Double) -> Evaluation {
        Evaluation(
            outcome: .scored, metrics: ["score": MetricSummary(value: score, direction: nil, n: 1, sd: nil)],
            feedback: "from outside")
    }

    @Test func `asking evaluates the base and can be repeated`() async throws {
        let run = TestRun(.test())
        let (first, second) = (try await loop(run).ask(), try await loop(run).ask())
        #expect(first.step.number == 1 && first.parents.first == run.repository.record.base)
        #expect(first.step == second.step && first.evidence == second.evidence && first.seed == second.seed)
        #expect(await run.steps().count == 1)
    }

    @Test func `what is told is a step like any other`() async throws {
        let run = TestRun(.test())
        let told = try await loop(run).tell(.writing("a"), evaluation: evaluation(3))
        #expect(told?.verdict == .accepted && told?.score == 3 && told?.step.number == 1)
        let worse = try await loop(run).tell(.writing("b"), evaluation: evaluation(2))
        #expect(worse?.verdict == .rejected)
        let next = try await loop(run).ask()
        #expect(next.parents.first == told?.candidate)
        #expect(next.evidence.markdown.contains("from outside"))
        #expect(
            try await loop(run).tell(.writing("1", to: "elsewhere"), evaluation: evaluation(9))?.outcome
                == .refused)
    }

    @Test func `without scores the study's evaluator judges`() async throws {
        let run = TestRun(.test())
        #expect(try await loop(run).tell(.writing("4"), evaluation: nil)?.score == 4)
    }
}
