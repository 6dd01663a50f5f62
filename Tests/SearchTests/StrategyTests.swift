import Search
import Simulation
import StudyModel
import Testing

struct StrategyTests {
    @Test func `of a round the largest gain alone goes on`() async throws {
        var run = TestRun(
            .test {
                $0.search.round = 4
                $0.budget.steps = 4
            })
        run.proposer = ScriptedProposer { .writing("\([0, 2, 5, -1, 3][$0.step.number])") }
        let end = try await run.run()
        let steps = await run.steps().dropFirst()
        #expect(steps.map(\.verdict) == [.rejected, .accepted, .rejected, .rejected])
        #expect(Set(steps.map(\.parent)).count == 1)
        #expect(steps.allSatisfy { $0.round == 1 })
        #expect(end.finish.winnerStep.number == 2)
    }

    @Test func `two proposals of a round with one tree are evaluated once`() async throws {
        var run = TestRun(
            .test {
                $0.search.round = 2
                $0.budget.steps = 2
            })
        run.proposer = ScriptedProposer { _ in .writing("7") }
        try await run.run()
        #expect(await run.steps().map(\.outcome) == [.scored, .scored, .duplicate])
    }

    /// A run that accepts everything, with the scores given step by step, and each step's parent as a step's number.
    private func parents(scores: [Int], rollback: RollbackSettings?) async throws -> [Int?] {
        var run = TestRun(
            .test {
                $0.search.accept.rule = .always
                $0.search.rollback = rollback
                $0.budget.steps = scores.count
            })
        run.proposer = ScriptedProposer { .writing("\(scores[$0.step.number - 1])") }
        let end = try await run.run()
        return await run.steps().dropFirst().map { end.view.step(of: $0.parent)?.step.number }
    }

    @Test func `a head that lost much of the best's gain is given up after patience`() async throws {
        let rollback = RollbackSettings(patience: 2, drop: 0.2)
        #expect(try await parents(scores: [10, 9, 7, 6], rollback: rollback) == [0, 1, 2, 1])
    }

    @Test func `a head that lost little is kept`() async throws {
        let rollback = RollbackSettings(patience: 2, drop: 0.5)
        #expect(try await parents(scores: [10, 9, 7, 6], rollback: rollback) == [0, 1, 2, 3])
    }

    @Test func `without a rollback the head is kept`() async throws {
        #expect(try await parents(scores: [10, 1, 2, 3], rollback: nil) == [0, 1, 2, 3])
    }

    /// Another implementation of the protocol: always from the base.
    private struct Star: Strategy {
        func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
            Array(repeating: Turn(.first, from: Parents(state.view.record.base)), count: count)
        }
        func settle(_ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState)
            -> Settlement
        { Settlement() }
    }

    @Test func `the loop takes the parents that the strategy chooses`() async throws {
        var run = TestRun(.test())
        run.strategy = Star()
        try await run.run()
        let base = run.repository.record.base
        #expect(await run.steps().allSatisfy { $0.parent == base })
    }
}
