import Search
import Simulation
import StudyModel
import Testing

/// Lineages that begin from commits which the study names.
struct StartsTests {
    private static let settings = StrategySettings(
        "multistart", ["starts": .array([.string("good"), .string("bad")]), "allocation": .string("equal")])

    private func makeRun(round: Int = 1, rule: AcceptanceSettings.Rule = .better) -> TestRun {
        let study = Study.test {
            $0.search.strategy = Self.settings
            $0.search.accept.rule = rule
            $0.search.round = round
            $0.budget.steps = 7
        }
        var run = TestRun(study)
        run.repository = InMemoryRepository(study, base: ["x": "0"], starts: [["x": "5"], ["x": "-5"]])
        run.evaluator = .number(run.repository)
        run.proposer = ScriptedProposer { request in
            let old = Int(String(decoding: try await request.artifact.read("x") ?? [], as: UTF8.self)) ?? 0
            return .writing("\(old + 1)")
        }
        return run
    }

    @Test(arguments: [1, 3])
    func `a lineage begins from each and from the base, however good it is`(round: Int) async throws {
        let run = makeRun(round: round)
        let view = try await run.run().view
        let steps = await run.steps()
        let names = (0..<3).map(LineageName.init(ordinal:))
        #expect(steps.dropFirst().map(\.lineage) == [0, 1, 2, 0, 1, 2, 0].map { names[$0] })
        #expect(steps.compactMap { $0.evaluation?.score(view.objective) } == [0, 1, 5, -5, 2, 6, -4, 3])
        #expect(steps[2].proposer == Turn.starter && steps[2].parent == run.repository.record.base)
        #expect(steps[3].verdict == .accepted && view.rejectedAncestors(of: view.steps[6]).isEmpty)
        // All gains are over the base.
        #expect(view.steps.map { view.selectedGain($0) } == [0, 1, 5, -5, 2, 6, -4, 3])
        #expect(view.best == steps[5].candidate && view.lineages.count == 3)
        #expect(await run.evidence(of: 2) == nil && steps[2].proposerUsage == .none)
    }

    @Test func `a start that was undone is not taken again, and the others are once`() async throws {
        let run = makeRun()
        try await run.run(budget: Budget(steps: 2))
        let undo = UndoRecord(event: InMemoryRepository.eventID(2), recordedAt: 0)
        try await run.repository.append(.undone(undo), feedback: nil, attachments: [])
        let view = try await run.run(budget: Budget(steps: 7)).view
        let taken = await run.steps().filter { $0.proposer == Turn.starter }
        #expect(taken.compactMap { $0.evaluation?.score(view.objective) } == [5, -5])
        #expect(view.isUndone(try #require(view.steps.first { $0.step == taken[0].step })))
    }

    @Test func `a run that is killed begins from the same`() async throws {
        let whole = makeRun(round: 2)
        try await whole.run()
        let trees = await whole.steps().map(\.tree)
        for kill in 0...8 {
            let run = makeRun(round: 2)
            await run.repository.kill(afterAppends: kill)
            do { try await run.run() } catch is InMemoryRepository.Killed {}
            await run.repository.kill(afterAppends: nil)
            try await run.run()
            #expect(await run.steps().map(\.tree) == trees)
        }
    }
}
