import Foundation
import Simulation
import StudyModel
import Testing

/// The strategy that the article for contributors adds.
struct WorkedExampleTests {
    private func makeRun() -> TestRun {
        var run = TestRun(
            .test {
                $0.search.accept.rule = FromBest.kind.rule
                $0.search.round = 3
                $0.budget.steps = 12
            })
        run.strategy = FromBest()
        run.proposer = ScriptedProposer { request in
            var generator = SeededGenerator(seed: request.seed)
            return .writing("\(generator.below(100))")
        }
        return run
    }

    @Test func `each round starts from the best before it, and one lineage lives`() async throws {
        let run = makeRun()
        let view = try await run.run().view
        for first in stride(from: 1, through: 10, by: 3) {
            let known = view.steps.filter { $0.step.number < first && $0.candidate != nil }
            let best = known.max { ($0.score?.value ?? 0) < ($1.score?.value ?? 0) }
            let round = view.steps.filter { (first..<first + 3).contains($0.step.number) }
            #expect(round.count == 3 && round.allSatisfy { $0.parent == best?.candidate })
        }
        #expect(view.lineages.values.filter { $0.ended == nil }.map(\.head) == [view.best])
    }

    @Test func `after a kill it goes on as if there had been none`() async throws {
        let whole = makeRun()
        try await whole.run()
        for kill in [1, 4, 6, 9, 12] {
            let run = makeRun()
            await run.repository.kill(afterAppends: kill)
            do { try await run.run() } catch is InMemoryRepository.Killed {}
            await run.repository.kill(afterAppends: nil)
            try await run.run()
            let (steps, others) = (await run.steps(), await whole.steps())
            #expect(steps.map(\.tree) == others.map(\.tree), "killed after \(kill) events")
            #expect(steps.map(\.parents) == others.map(\.parents))
            #expect(steps.map(\.moves) == others.map(\.moves))
        }
    }

    @Test func `the article shows it as it is compiled`() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let source = try String(contentsOf: tests.appending(path: "Doubles/FromBest.swift"), encoding: .utf8)
        let article = try String(
            contentsOf: tests.appending(path: "../../Sources/Search/Documentation.docc/Strategies.md"),
            encoding: .utf8)
        let start = try #require(source.range(of: "/// The strategy")?.lowerBound)
        #expect(article.contains("```swift\n" + source[start...] + "```\n"))
    }
}
