import Search
import Simulation
import StudyModel
import Testing

/// A map keeps the best of each kind.
struct MapArchiveTests {
    /// A candidate that changes so many of twenty lines has this score.
    private func play(_ changes: [(lines: Int, score: Double)], axes: [String] = ["lines"]) async throws
        -> (view: RunView, steps: [StepRecord])
    {
        let base = Array(repeating: "0", count: 20).joined(separator: "\n")
        let study = Study.test {
            $0.search.strategy = StrategySettings(
                "evolve",
                [
                    "archive": .string("map"), "axes": .array(axes.map { .string($0) }),
                    "merge": .string("none"), "islands": .number(1),
                ])
            $0.search.accept.rule = .always
            $0.budget.steps = changes.count
        }
        var run = TestRun(study, base: ["x": base])
        run.proposer = ScriptedProposer { request in
            let number = request.step.number
            let (lines, score) = changes[number - 1]
            let changed = (0..<20).map { $0 == 0 ? "\(score) \(number)" : $0 < lines ? "\(number)" : "0" }
            return .writing(changed.joined(separator: "\n"))
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            .value(Double((files["x"] ?? "").prefix { $0 != " " && $0 != "\n" }) ?? 0)
        }
        let view = try await run.run().view
        return (view, await run.steps())
    }

    private func heads(_ view: RunView) -> Set<Int> {
        Set(
            view.lineages.values.filter { $0.ended == nil }.compactMap { view.step(of: $0.head)?.step.number }
        )
    }

    @Test func `a cell is filled by whoever comes first, and is taken by whoever gains as much`() async throws
    {
        // Cells by twice the lines that are changed: 2; 6 to 10; 2 again, better; 2, worse; 40; 6 to 10, as good.
        let (view, steps) = try await play([(1, 3), (4, -1), (1, 5), (1, 4), (20, -9), (5, -1)])
        #expect(steps.dropFirst().map { $0.size?.lines } == [2, 8, 2, 2, 40, 10])
        let members = steps.dropFirst().map { !$0.moves.isEmpty }
        #expect(members == [true, true, true, false, true, true])
        // What is worse than all others stays a parent in a cell of its own.
        #expect(heads(view).isSuperset(of: [5]) && heads(view).isDisjoint(with: [1, 2, 4]))
        #expect(view.lineages.values.compactMap(\.ended).allSatisfy { $0 == "one like it gained as much" })
    }

    @Test func `parents are drawn from filled cells alone, the better ones more often`() async throws {
        // The base, 2 lines and 40 lines are three cells; all that comes later is worse than those.
        let (view, steps) = try await play([(1, 3), (20, -5)] + (0..<120).map { _ in (1, -9.0) })
        let parents = steps.dropFirst(3).compactMap { view.step(of: $0.parent)?.step.number }
        let drawn = Dictionary(grouping: parents) { $0 }.mapValues {
            Double($0.count) / Double(parents.count)
        }
        // By rank 1, 1/4 and 1/9 in 70 of 100, and a third each in 30: .61, .23, .16.
        #expect(Set(drawn.keys) == [0, 1, 2])
        #expect(abs((drawn[1] ?? 0) - 0.61) < 0.15 && abs((drawn[0] ?? 0) - 0.23) < 0.13)
        #expect(abs((drawn[2] ?? 0) - 0.16) < 0.12)
    }
}
