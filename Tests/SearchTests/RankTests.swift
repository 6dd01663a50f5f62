import Search
import Simulation
import StudyModel
import Testing

/// Candidates that gained as much as others: the one that changes fewer lines of the base comes first.
struct RankTests {
    /// Plays a run whose steps write these lines in place of the base's, each as good as it has digits that are no 0.
    private func play(
        _ strategy: StrategySettings, round: Int = 1, texts: [String]
    ) async throws -> (view: RunView, steps: [StepRecord]) {
        let study = Study.test {
            $0.search.strategy = strategy
            $0.search.accept.rule = .always
            $0.search.round = round
            $0.budget.steps = texts.count
        }
        var run = TestRun(study, base: ["x": "0\n0\n0"])
        run.proposer = ScriptedProposer { .writing(texts[$0.step.number - 1]) }
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            .value(Double((files["x"] ?? "").count { $0.isNumber && $0 != "0" }))
        }
        let view = try await run.run().view
        return (view, await run.steps())
    }

    @Test(arguments: [
        StrategySettings("beam", ["width": .number(2)]), StrategySettings("evolve", ["archive": .number(1)]),
        StrategySettings("pareto"),
    ])
    func `of members that gained alike the smaller change is the parent, and the earlier of equal ones`(
        strategy: StrategySettings
    ) async throws {
        let texts = ["1\n10\n1", "0\n111\n0", "0\n112\n0", "4\n4\n4"]
        let (_, steps) = try await play(strategy, texts: texts)
        #expect(steps.dropFirst().map { $0.size?.lines } == [6, 2, 2, 6])
        let last = try #require(steps.last)
        #expect(strategy.name == "beam" || last.parent == steps[2].candidate)
        #expect(steps[3].parent == steps[2].candidate)
    }

    @Test func `of a round that gained alike the smaller change goes on`() async throws {
        let (view, steps) = try await play(
            StrategySettings("chain"), round: 3, texts: ["1\n10\n1", "0\n111\n0", "0\n112\n0"])
        #expect(steps.dropFirst().map(\.verdict) == [.rejected, .accepted, .rejected])
        #expect(view.current.head == steps[2].candidate)
    }

    @Test func `the best changes where one gained more, and not for a smaller change`() async throws {
        let (view, steps) = try await play(
            StrategySettings("beam"), texts: ["1\n10\n1", "0\n111\n0"])
        #expect(view.best == steps[1].candidate)
        let ranks = view.steps.map(view.rank)
        #expect(ranks.sorted() == [ranks[2], ranks[1], ranks[0]])
    }

    @Test func `a diff's lines and files are counted, whatever its lines look like`() {
        let diff = """
            diff --git a/x b/x
            index 1..2 100644
            --- a/x
            +++ b/x
            @@ -1,2 +1,3 @@
             same
            --- a comment
            +++ two
            +diff --git a/y b/y
            diff --git a/z b/z
            Binary files a/z and b/z differ

            """
        #expect(ChangeSize(diff: diff) == ChangeSize(lines: 3, files: 2))
    }
}
