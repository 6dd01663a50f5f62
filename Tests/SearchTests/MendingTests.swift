import Simulation
import StudyModel
import Synchronization
import Testing

@testable import Search

/// A candidate that failed may be mended by the next steps.
struct MendingTests {
    /// A run in which `y` says whether a candidate crashes: what is proposed does, and what mends it as often as it is told.
    private func run(
        failing times: Int = 1, _ change: @escaping (inout Study) -> Void = { _ in }
    ) -> TestRun {
        var run = TestRun(
            .test {
                $0.budget.steps = 4
                $0.search.debug.turns = 2
                change(&$0)
            }, base: ["x": "0", "y": "fine"])
        run.proposer = ScriptedProposer { request in
            let y = String(decoding: try await request.artifact.read("y") ?? [], as: UTF8.self)
            guard request.mends != nil else {
                return .writing(["x": "\(request.step.number)", "y": "broken 1"])
            }
            let broken = Int(y.dropFirst("broken ".count)) ?? 0
            return .writing(["y": broken < times ? "broken \(broken + 1)" : "fine \(request.step.number)"])
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            files["y"]?.hasPrefix("fine") == true
                ? .value(Double(files["x"] ?? "") ?? 0) : .failure(.crashed)
        }
        return run
    }

    @Test func `what crashed is mended as a candidate of the same parent, with all that it changed`()
        async throws
    {
        let run = run()
        let view = try await run.run().view
        let steps = await run.steps()
        #expect(steps.map(\.mends?.number) == [nil, nil, 1, nil, 3])
        #expect(steps.map(\.outcome) == [.scored, .crashed, .scored, .crashed, .scored])
        #expect(steps[2].parents == steps[1].parents && steps[3].parent == steps[2].candidate)
        let files = await run.repository.files(at: try #require(steps[2].candidate))
        #expect(files == ["x": "1", "y": "fine 2"])
        #expect(view.best == steps[4].candidate)
    }

    @Test(arguments: [
        (0, [nil, nil, nil, nil]), (1, [nil, 1, nil, 3]), (2, [nil, 1, 2, nil]), (9, [nil, 1, 2, 3]),
    ])
    func `a chain of mending ends after its turns`(turns: Int, mended: [Int?]) async throws {
        let run = run(failing: 9) { $0.search.debug.turns = turns }
        try await run.run()
        #expect(await run.steps().dropFirst().map(\.mends?.number) == mended)
    }

    @Test func `the proposer is told what failed, and that it is not the parent that it changes`()
        async throws
    {
        let run = run()
        try await run.run()
        let text = try #require(await run.evidence(of: 2))
        #expect(text.contains("- Parent: 0\n"))
        #expect(text.contains("## To be mended\n"))
        #expect(text.contains("Verdict: rejected (crashed: as told)."))
        #expect(text.contains("> It fell over."))
        #expect(!text.contains("## Attempt of step 1\n"))
        #expect(await run.evidence(of: 3)?.contains("- Parent, which you change: 1\n") == true)
    }

    @Test func `what the failed one added and its mending takes away was never there`() async throws {
        var run = run { $0.artifact.editable = ["*"] }
        run.proposer = ScriptedProposer { request in
            guard request.mends != nil else { return .writing(["x": "1", "y": "broken", "z": "new"]) }
            var proposal = Proposal.writing(["y": "fine"])
            proposal.changes.append(FileChange(path: "z", content: .deleted))
            return proposal
        }
        try await run.run(budget: Budget(steps: 2))
        let last = try #require(await run.steps().last)
        #expect(last.outcome == .scored)
        #expect(await run.repository.files(at: try #require(last.candidate)) == ["x": "1", "y": "fine"])
    }

    @Test func `mending that leaves all as it was is a duplicate, and the end of it`() async throws {
        var run = run()
        run.proposer = ScriptedProposer { .writing(["y": "broken \($0.mends == nil ? $0.step.number : 1)"]) }
        try await run.run(budget: Budget(steps: 3))
        #expect(await run.steps().map(\.outcome) == [.scored, .crashed, .duplicate, .crashed])
        #expect(await run.steps().map(\.mends?.number) == [nil, nil, 1, nil])
    }

    @Test func `what failed for want of time, or scored, is not mended`() async throws {
        var run = run()
        let runs = Mutex(0)
        run.evaluator = ScriptedEvaluator(run.repository) { _, _, _ in
            let isBase = runs.withLock { runs in
                runs += 1
                return runs == 1
            }
            return isBase ? .value(1) : .failure(.timedOut)
        }
        try await run.run(budget: Budget(steps: 2))
        #expect(await run.steps().allSatisfy { $0.mends == nil })
    }

    @Test func `of a wide round all that failed is mended first, unless its lineage went on`() async throws {
        var run = run {
            $0.search.round = 3
            $0.budget.steps = 6
        }
        let script = run.proposer.script
        try await run.run()
        #expect(await run.steps().map(\.mends?.number) == [nil, nil, nil, nil, 1, 2, 3])
        #expect(await run.steps().map(\.round) == [0, 1, 1, 1, 4, 4, 4])
        run = self.run {
            $0.search.round = 3
            $0.budget.steps = 6
        }
        run.proposer = ScriptedProposer { request in
            request.step.number == 2 ? .writing(["x": "9"]) : try await script(request)
        }
        try await run.run()
        #expect(await run.steps().allSatisfy { $0.mends == nil })
    }

    /// Every strategy with its usual options, and islands.
    private static let strategies =
        StrategyKind.all.map { StrategySettings($0.name) } + [
            StrategySettings("evolve", ["islands": .number(2)])
        ]

    private func run(_ strategy: StrategySettings, round: Int) -> TestRun {
        run { study in
            study.search.strategy = strategy
            study.search.accept.rule = StrategyKind.all.first { $0.name == strategy.name }?.rule ?? .better
            study.search.round = round
            study.budget.steps = 12
        }
    }

    @Test(arguments: strategies, [1, 3])
    func `every strategy mends, and goes on after a kill as one that was not killed`(
        strategy: StrategySettings, round: Int
    ) async throws {
        let whole = run(strategy, round: round)
        try await whole.run()
        let steps = await whole.steps()
        #expect(steps.count { $0.mends != nil } == 6)
        for step in steps where step.mends != nil {
            let mended = try #require(steps.first { $0.step == step.mends })
            #expect(step.parents == mended.parents && step.outcome == .scored)
        }
        for kill in 0...13 {
            let run = run(strategy, round: round)
            await run.repository.kill(afterAppends: kill)
            do { try await run.run() } catch is InMemoryRepository.Killed {}
            await run.repository.kill(afterAppends: nil)
            try await run.run()
            #expect(await run.steps().map(\.candidate) == steps.map(\.candidate), "killed after \(kill)")
        }
    }

    @Test(arguments: [1, 3])
    func `for a strategy a failure and its mending are one turn`(round: Int) async throws {
        // What mends is as good as what had been proposed so at first, so the parents are the same.
        for strategy in Self.strategies {
            let mended = run(strategy, round: round)
            let view = try await mended.run().view
            let turns = SearchState(view: view, steps: 12, stepsSinceBest: 0).proposed
            #expect(turns.count == 6 && turns.allSatisfy { $0.outcome == .scored })
        }
    }

    @Test func `a failure and its mending are of one island`() async throws {
        let run = run(
            StrategySettings("evolve", ["islands": .number(2), "merge": .string("none")]), round: 1)
        try await run.run()
        let steps = await run.steps()
        // The first turn of each island is made from the base, and each later one of what its island has.
        let parents = steps.filter { $0.mends == nil }.dropFirst().map(\.parent)
        let children = steps.filter { $0.mends != nil }.map(\.candidate)
        let base = try #require(steps.first?.candidate)
        for (turn, parent) in parents.enumerated() {
            let own = (0..<turn).filter { $0 % 2 == turn % 2 }.map { children[$0] }
            #expect(([base] + own).contains(parent))
        }
    }
}

extension Proposal {
    fileprivate static func writing(_ files: [String: String]) -> Proposal {
        Proposal(
            changes: files.sorted { $0.key < $1.key }.map {
                FileChange(path: $0.key, content: .file(Array($0.value.utf8), executable: false))
            }, summary: "write \(files.keys.sorted().joined(separator: " and "))")
    }
}
