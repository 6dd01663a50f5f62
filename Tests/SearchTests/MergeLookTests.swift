import Search
import Simulation
import StudyModel
import Testing

/// A merge is looked at on six of the examples that select, before the others.
struct MergeLookTests {
    /// Of twelve examples x puts the first five right, y the next five, and both the last two.
    private static func isRight(_ example: Int, _ files: InMemoryRepository.Files) -> Bool {
        let (hasX, hasY) = (files["x"] == "1", files["y"] == "2")
        return example < 5 ? hasX : example < 10 ? hasY : hasX || hasY
    }

    /// - Parameter spoils: whether the two together have nothing right that either had.
    private func makeRun(spoils: Bool) -> TestRun {
        var run = TestRun(
            .test {
                $0.examples = ExampleSettings(file: "cases.jsonl")
                $0.proposer = .external
                $0.search.select = .validation
                $0.search.accept.rule = .always
                $0.budget.steps = 3
            }, base: ["x": "0", "y": "0"])
        (run.strategy, run.proposer) = (Joining(), Joining.proposer)
        run.examples =
            (0..<12).map { Example(id: "v\($0)", json: "{}", split: .validation) }
            + (0..<3).map { Example(id: "t\($0)", json: "{}", split: .train) }
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            guard let example = trial.example, example.hasPrefix("v"), let number = Int(example.dropFirst())
            else { return .value(0) }
            let isSpoilt = spoils && files["x"] == "1" && files["y"] == "2"
            return .told(!isSpoilt && Self.isRight(number, files) ? 1 : 0, feedback: "of \(example)")
        }
        return run
    }

    @Test func `one that is as good on them as both is measured on the rest, and on no minibatch`()
        async throws
    {
        let run = makeRun(spoils: false)
        let view = try await run.run().view
        let merge = try #require(await run.steps().last)
        #expect(merge.proposer == Turn.merger && merge.verdict == .accepted && view.best == merge.candidate)
        let measured = merge.evaluations.filter { $0.source == .measured }
        #expect(measured.allSatisfy { $0.of == merge.candidate && $0.sample.split == .validation })
        #expect(measured.map(\.sample.examples?.used) == [6, 6] && merge.commandRuns == 2)
        #expect(merge.scores["validation"] == 1)
        let looked = measured[0].evaluation.trials.compactMap { $0.example.flatMap { Int($0.dropFirst()) } }
        #expect([0..<5, 5..<10, 10..<12].map { kind in looked.count(where: kind.contains) } == [2, 2, 2])
    }

    @Test func `one that is not is turned down by them alone, and nobody is told what they came to`()
        async throws
    {
        let run = makeRun(spoils: true)
        try await run.run()
        let merge = try #require(await run.steps().last)
        #expect(merge.proposer == Turn.merger && merge.verdict == .rejected && merge.commandRuns == 1)
        #expect(merge.evaluations.map(\.sample.examples?.used) == [6])
        #expect(
            merge.why == "not on 6 examples of validation as good as each of the two that it is made of")
        #expect(await run.repository.attachment("feedback.md", of: merge.step) == nil)
        try await run.run(budget: Budget(steps: 4))
        let evidence = try #require(await run.evidence(of: 4))
        #expect(evidence.contains("Merge step 2 into step 1: rejected") && !evidence.contains("of v"))
        #expect(!evidence.contains("rejected, score"))
    }

    @Test(arguments: [true, false])
    func `a run that is killed takes the same look again`(spoils: Bool) async throws {
        let whole = makeRun(spoils: spoils)
        try await whole.run()
        let steps = await whole.steps()
        for kill in 1...4 {
            let run = makeRun(spoils: spoils)
            await run.repository.kill(afterAppends: kill)
            do { try await run.run() } catch is InMemoryRepository.Killed {}
            await run.repository.kill(afterAppends: nil)
            try await run.run()
            let again = await run.steps()
            #expect(again.map(\.evaluations) == steps.map(\.evaluations))
            #expect(again.map(\.why) == steps.map(\.why))
        }
    }
}
