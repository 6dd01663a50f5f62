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

    private let b = LineageName(ordinal: 1)

    @Test func `after so many steps without a new best of its lineage another begins from the base`()
        async throws
    {
        let restart = StrategySettings("chain", ["restart.after": .number(2)])
        let (_, view, steps) = try await TestRun.played(restart, scores: [5, 1, 2, 3, 4, 1.5, 6])
        #expect(steps.map(\.lineage) == [.first, .first, .first, .first, b, b, b, b])
        #expect(steps[4].parent == view.record.base)
        #expect(
            steps[4].moves == [
                LineageMove(.first, .ended(why: "2 steps without a new best")),
                LineageMove(b, .born(at: view.record.base)),
                LineageMove(b, .advanced(to: try #require(steps[4].candidate))),
            ])
        // What b gains counts for b, though the other lineage is still ahead.
        #expect(steps[5].parent == steps[4].candidate && steps[7].parent == steps[5].candidate)
        #expect(view.lineages[.first]?.head == steps[1].candidate)
        #expect(view.currentLineage == b && view.lineages[b]?.ended == nil)
        #expect(view.best == steps[7].candidate)
    }

    @Test func `a lineage begins with a step that gave no candidate too, and remembers none of before`()
        async throws
    {
        let restart = StrategySettings("chain", ["restart.after": .number(1)])
        let (run, view, steps) = try await TestRun.played(restart, scores: [5, 1, 5, 3])
        #expect(steps[3].outcome == .duplicate && steps[3].lineage == b)
        #expect(view.lineages[b]?.origin == view.record.base)
        #expect(await run.evidence(of: 3)?.contains("## Attempt") == false)
    }

    @Test func `a lineage may begin from the best`() async throws {
        let restart = StrategySettings(
            "chain", ["restart.after": .number(1), "restart.from": .string("best")])
        let (_, view, steps) = try await TestRun.played(restart, scores: [5, 1, 2])
        #expect(steps[3].lineage == b && steps[3].parent == steps[1].candidate)
        #expect(view.lineages[b]?.origin == steps[1].candidate)
    }

    @Test func `a restart waits anew where a person decides, and goes on from there`() async throws {
        let restart = StrategySettings("chain", ["restart.after": .number(2)])
        let (run, view, steps) = try await TestRun.played(restart, scores: [5, 1, 2, 3])
        let fork = ForkRecord(
            lineage: LineageName(ordinal: 2), from: try #require(steps[1].candidate),
            fromStep: steps[1].step, knows: steps[1].step, writer: view.record.writer, recordedAt: 0)
        try await run.repository.append(.forked(fork), feedback: nil, attachments: [])
        var more = run
        more.proposer = .counter
        try await more.run(budget: Budget(steps: 5))
        let last = try #require(await run.steps().last)
        #expect(last.lineage == fork.lineage && last.parent == steps[1].candidate)
    }

    /// Another implementation of the protocol: always from the base.
    private struct Star: Strategy {
        var choosesParentsBySelection: Bool { false }

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
