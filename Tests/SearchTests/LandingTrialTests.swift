import Simulation
import StudyModel
import Testing

@testable import Search

/// How a candidate is measured beside what it lands on, and what that claims.
struct LandingTrialTests {
    @Test(arguments: [(0, 6, "train"), (6, 6, "validation")])
    func `what selected a candidate bears no claim where that lands`(
        validation: Int, count: Int, split: String
    ) async throws {
        let run = TestRun.overSplits(validation: validation, steps: 3)
        try await run.run()
        let record = run.repository.record
        let subjects = try await [record.base, #require(run.steps().last?.candidate)].asyncMap {
            Subject(commit: $0, tree: try await InMemoryRunStore(run.repository).tree(of: $0))
        }
        let landed = try await LandingTrial(record, examples: run.examples, evaluator: run.evaluator)
            .run(subjects[1], over: subjects[0], id: "x")
        #expect(landed.obstacle == "the \(split) examples selected what lands" && !landed.confirmed)
        let gain = try #require(landed.gains.first)
        #expect(gain.comparison.gain > 0.5 && gain.comparison.n == count)
        #expect(gain.comparison.p == nil && gain.comparison.low == nil && gain.comparison.high == nil)
    }

    @Test func `pairs of runs selected nothing, and bear a claim where they land`() async throws {
        let whole = TestRun(.test { $0.evaluator.deterministic = false })
        let base = whole.repository.record.base
        let pairs = try await LandingTrial(whole.repository.record, examples: [], evaluator: whole.evaluator)
            .run(
                Subject(commit: base, tree: whole.repository.record.baseTree),
                over: Subject(commit: base, tree: whole.repository.record.baseTree), id: "x")
        #expect(pairs.obstacle == nil && pairs.gains.first?.comparison.p != nil)
    }

    @Test func `a landing is measured by every objective`() async throws {
        var run = TestRun.byTwoObjectives(base: "0 10") {
            $0.search.accept.rule = .always
            $0.budget.steps = 1
        }
        run.proposer = ScriptedProposer { _ in .writing("2 12") }
        let view = try await run.run().view
        let study = run.repository.record.study
        let trial = LandingTrial(
            run.repository.record, examples: [], evaluator: run.evaluator)
        let store = InMemoryRunStore(run.repository, writer: WriterID(text: "00000001"))
        let best = Subject(commit: view.best, tree: try await store.tree(of: view.best))
        let base = Subject(commit: run.repository.record.base, tree: run.repository.record.baseTree)
        let compared = try await trial.run(best, over: base, id: "1")
        #expect(compared.gains.map(\.metric) == study.objectives.map(\.metric))
        #expect(compared.gains.map(\.comparison.gain) == [2, -2])
    }
}
