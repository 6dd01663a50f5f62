import Search
import Simulation
import StudyModel
import Testing

struct BestOfTests {
    private let b = LineageName(ordinal: 1)

    @Test func `best-of proposes from the base, and one lineage lives, that of the best`() async throws {
        let (_, view, steps) = try await TestRun.played(
            StrategySettings("best-of"), scores: [2, 1, 3, -1, 2.5])
        #expect(steps.dropFirst().allSatisfy { $0.parent == view.record.base && $0.verdict == .accepted })
        #expect(view.best == steps[3].candidate)
        #expect(steps[1].moves == [LineageMove(.first, .advanced(to: try #require(steps[1].candidate)))])
        #expect(
            steps[3].moves == [
                LineageMove(.first, .ended(why: "step 3 gained more")),
                LineageMove(b, .born(at: try #require(steps[3].candidate))),
            ])
        #expect(steps[2].moves.isEmpty && steps[4].moves.isEmpty && steps[5].moves.isEmpty)
        #expect(view.lineages.values.filter { $0.ended == nil }.map(\.name) == [b])
    }

    @Test(arguments: [1, 2])
    func `a level of best-of starts from the best so far, whatever the round`(round: Int) async throws {
        let settings = StrategySettings("best-of", ["depth": .number(3), "proposals": .number(3)])
        let (_, view, steps) = try await TestRun.played(
            settings, scores: [2, 3, 1, 1.5, 2.5, 0.5, 4, 5, 0.1, 6], round: round)
        let parents = steps.dropFirst().map { view.step(of: $0.parent)?.step.number }
        // The second level gained nothing, so the third starts where it did; and the last has no end.
        #expect(parents == [0, 0, 0, 2, 2, 2, 2, 2, 2, 2])
        #expect(
            steps.dropFirst().map(\.round) == (round == 1 ? Array(1...10) : [1, 1, 3, 4, 4, 6, 7, 7, 9, 9]))
    }

    @Test func `best-of shares the budget out among its levels`() async throws {
        let (_, view, steps) = try await TestRun.played(
            StrategySettings("best-of", ["depth": .number(2)]), scores: [2, 3, 1, 4, 5])
        let parents = steps.dropFirst().map { view.step(of: $0.parent)?.step.number }
        #expect(parents == [0, 0, 0, 2, 2])
    }

    @Test func `best-of begins anew from where a person goes on`() async throws {
        let (run, view, steps) = try await TestRun.played(StrategySettings("best-of"), scores: [2, 3, 1])
        let fork = ForkRecord(
            lineage: LineageName(ordinal: 2), from: try #require(steps[1].candidate),
            fromStep: steps[1].step, knows: steps[1].step, writer: view.record.writer, recordedAt: 0)
        try await run.repository.append(.forked(fork), feedback: nil, attachments: [])
        var more = run
        more.proposer = ScriptedProposer { .writing("\($0.step.number)") }
        try await more.run(budget: Budget(steps: 5))
        let last = await run.steps().suffix(2)
        #expect(last.allSatisfy { $0.parent == steps[1].candidate && $0.lineage == fork.lineage })
    }

    @Test func `best-of passes over what a person rejects`() async throws {
        let settings = StrategySettings("best-of", ["depth": .number(2), "proposals": .number(2)])
        let (run, _, steps) = try await TestRun.played(settings, scores: [2, 3])
        let review = ReviewRecord(
            candidate: try #require(steps[2].candidate), decision: .reject, text: "", name: "Ann",
            email: "ann@example.com", recordedAt: 0)
        try await run.repository.append(.reviewed(review), feedback: nil, attachments: [])
        var more = run
        more.proposer = ScriptedProposer { .writing("\(5 + $0.step.number)") }
        let view = try await more.run(budget: Budget(steps: 5)).view
        let parents = await run.steps().suffix(3).map { view.step(of: $0.parent)?.step.number }
        #expect(parents == [0, 0, 4])
    }
}
