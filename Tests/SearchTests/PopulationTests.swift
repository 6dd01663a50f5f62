import Search
import Simulation
import StudyModel
import Testing

/// Strategies with several parents, on scores that are given step by step.
struct PopulationTests {
    private let names = (0..<4).map(LineageName.init(ordinal:))

    private func parents(_ steps: [StepRecord], in view: RunView) -> [Int?] {
        steps.dropFirst().map { view.step(of: $0.parent)?.step.number }
    }

    // MARK: - multistart

    @Test(arguments: [1, 3])
    func `each lineage begins at the base and goes on from its own best`(round: Int) async throws {
        let settings = StrategySettings(
            "multistart", ["lineages": .number(3), "allocation": .string("equal")])
        let (_, view, steps) = try await TestRun.played(
            settings, scores: [3, -1, 2, 4, 1, 1.5, 0.5], round: round)
        #expect(steps.dropFirst().map(\.lineage) == [0, 1, 2, 0, 1, 2, 0].map { names[$0] })
        #expect(parents(steps, in: view) == [0, 0, 0, 1, 0, 3, 4])
        #expect(view.lineages.count == 3 && view.best == steps[4].candidate)
        #expect(steps[2].verdict == .rejected && steps[5].verdict == .accepted)
    }

    @Test func `of a round a lineage takes the largest of its own`() async throws {
        let settings = StrategySettings(
            "multistart", ["lineages": .number(2), "allocation": .string("equal")])
        let (_, view, steps) = try await TestRun.played(settings, scores: [1, 5, 2, 6], round: 4)
        #expect(steps.dropFirst().map(\.verdict) == [.rejected, .rejected, .accepted, .accepted])
        #expect(names.prefix(2).map { view.lineages[$0]?.head } == [steps[3].candidate, steps[4].candidate])
    }

    @Test func `a lineage that a person begins is one of several from there`() async throws {
        let settings = StrategySettings(
            "multistart", ["lineages": .number(2), "allocation": .string("equal")])
        let (run, _, steps) = try await TestRun.played(settings, scores: [3, 2])
        let fork = ForkRecord(
            lineage: names[2], from: try #require(steps[1].candidate), fromStep: steps[1].step,
            knows: steps[1].step, writer: run.repository.record.writer, recordedAt: 0)
        try await run.repository.append(.forked(fork), feedback: nil, attachments: [])
        var more = run
        more.proposer = ScriptedProposer { .writing("\(10 + $0.step.number)") }
        try await more.run(budget: Budget(steps: 5))
        let last = await run.steps().suffix(3)
        #expect(last.map(\.lineage) == [names[2], names[3], names[2]])
        #expect(last.map(\.parent) == [steps[1].candidate, steps[1].candidate, last.first?.candidate])
    }

    @Test(arguments: [(5, 2), (10, 3), (20, 4), (150, 11), (1000, 12), (nil, 4)])
    func `how many there are grows with the root of the budget`(steps: Int?, count: Int) {
        let study = Study.test {
            $0.search.strategy = StrategySettings("multistart")
            $0.budget.steps = steps
        }
        let state = SearchState(
            view: RunView(InMemoryRepository(study).record), steps: 0, stepsSinceBest: 0)
        let turns = StrategyKind.makeStrategy(of: study).plan(30, from: state, seed: 0)
        #expect(Set(turns.map(\.lineage)).count == count)
    }

    // MARK: - beam

    @Test func `the best members are parents in turn, and who leaves them is none`() async throws {
        let settings = StrategySettings("beam", ["width": .number(2)])
        let (_, view, steps) = try await TestRun.played(settings, scores: [1, 2, 3, 0.5, 2.5, 4])
        // Of base and 1 the second is the base; 2 puts it out, and 3 puts out 1.
        #expect(parents(steps, in: view) == [0, 0, 2, 2, 3, 5])
        #expect(steps.dropFirst().allSatisfy { $0.verdict == .accepted })
        #expect(steps[4].moves.isEmpty)
        let heads = view.lineages.values.filter { $0.ended == nil }.map(\.head)
        // The third is a parent still, below the head that was made from it.
        #expect(heads == [steps[6].candidate])
        #expect(view.lineages.values.allSatisfy { $0.ended == nil || $0.ended == "2 others gained more" })
    }

    @Test func `whom a person rejects is no parent, and the others stay`() async throws {
        let settings = StrategySettings("beam", ["width": .number(2)])
        let (run, view, steps) = try await TestRun.played(settings, scores: [1, 2, 3])
        let review = ReviewRecord(
            candidate: try #require(steps[3].candidate), decision: .reject, text: "", name: "Ann",
            email: "ann@example.com", recordedAt: 0)
        try await run.repository.append(.reviewed(review), feedback: nil, attachments: [])
        var more = run
        more.proposer = ScriptedProposer { .writing("\(-$0.step.number)") }
        try await more.run(budget: Budget(steps: 5))
        #expect(parents(Array(await run.steps().suffix(3)), in: view) == [1, 2])
    }

    // MARK: - evolve

    @Test func `an island knows nothing of another until the best is put there`() async throws {
        let settings = StrategySettings(
            "evolve", ["islands": .number(2), "archive": .number(1), "migration": .number(6)])
        let (_, view, steps) = try await TestRun.played(
            settings, scores: [9, 1, 8, 2, 7, 3, 6, 10, 5])
        #expect(parents(steps, in: view) == [0, 0, 1, 2, 1, 4, 1, 1, 1])
        #expect(steps[4].moves == [LineageMove(names[1], .advanced(to: try #require(steps[4].candidate)))])
        // The sixth turn is the last of the second island's own.
        #expect(view.lineages[names[1]]?.ended == "1 others of its island gained more")
    }
}
