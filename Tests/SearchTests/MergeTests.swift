import Search
import Simulation
import StudyModel
import Testing

/// Two candidates that git brings together, without a proposer.
struct MergeTests {
    private static let study = Study.test {
        $0.search.accept.rule = .always
        $0.budget.steps = 4
    }

    private func run(proposer: ScriptedProposer) -> TestRun {
        var run = TestRun(Self.study, base: ["x": "0", "y": "0"])
        (run.strategy, run.proposer) = (Joining(), proposer)
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            .value(["x", "y"].reduce(0) { $0 + (Double(files[$1] ?? "") ?? 0) })
        }
        return run
    }

    @Test func `what two candidates changed since the base is one candidate, and nobody is asked`()
        async throws
    {
        let run = run(proposer: Joining.proposer)
        let view = try await run.run().view
        let steps = await run.steps()
        let merge = steps[3]
        let (mine, other) = (try #require(steps[1].candidate), try #require(steps[2].candidate))
        #expect(merge.parents == Parents(mine, [other]) && merge.lineage == .first)
        #expect(merge.proposer == "merge" && merge.summary == "Merge step 2 into step 1")
        #expect(merge.verdict == .accepted && merge.seed == nil && merge.proposerUsage == .none)
        #expect(await run.evidence(of: 3) == nil)
        #expect(await run.repository.files(at: try #require(merge.candidate)) == ["x": "1", "y": "2"])
        #expect(merge.gain?.over == mine && merge.gain?.comparison.gain == 2)
        #expect(view.best == merge.candidate)
        // The same pair gives no news, so that the fourth step is a proposal.
        #expect(steps[4].parents == Parents(other) && steps[4].proposer != "merge")
    }

    @Test func `that a merge brings the change of one to the other is not told as a change made again`()
        async throws
    {
        var run = TestRun(
            Study.test {
                $0.proposer = .agent(AgentSettings(.command(.shell("agent"))))
                $0.search.accept.rule = .always
                $0.budget.steps = 3
            }, base: ["x": "0", "y": "an old line"])
        (run.strategy, run.proposer) = (
            Joining(),
            ScriptedProposer { $0.step.number == 2 ? .writing("a new line", to: "y") : .writing("1") }
        )
        run.evaluator = ScriptedEvaluator(run.repository) { _, _, _ in .value(1) }
        let view = try await run.run().view
        #expect(view.steps[3].proposer == "merge")
        #expect(view.steps[3].patch == view.steps[2].patch && view.steps[2].patch != nil)
        #expect(Naming.seenBefore(view.steps[3], in: view).isEmpty)
    }

    @Test func `where two contradict each other a proposer is asked as ever`() async throws {
        let run = run(proposer: .counter)
        try await run.run()
        #expect(
            await run.steps().suffix(2).allSatisfy { $0.proposer != "merge" && $0.parents.others.isEmpty })
    }

    @Test func `whoever asks is asked for what git cannot make`() async throws {
        let run = run(proposer: .counter)
        _ = try await run.loop().tell(.writing("1"), reported: nil)
        _ = try await run.loop().tell(.writing("2", to: "y"), reported: nil)
        let request = try await run.loop().ask()
        #expect(await run.steps().last?.proposer == "merge")
        #expect(request.step.number == 4 && request.parents.others.isEmpty)
        #expect(try await run.loop().tell(.writing("7"), reported: nil)?.step.number == 4)
    }

    // MARK: - What merging is for

    /// Whether two repairs are together at the end. A proposal makes one, from the base alone and at the price of what that has right; any
    /// other crashes.
    private func solves(_ strategy: StrategySettings, seed: UInt64) async throws -> Bool {
        let paths = ["w", "x", "y"]
        var run = TestRun(
            .test {
                $0.artifact.editable = ["w", "x", "y"]
                $0.examples = ExampleSettings(file: "cases.jsonl")
                $0.search.strategy = strategy
                $0.search.accept.rule = .always
                $0.budget.steps = 80
                $0.seed = seed
            }, base: ["w": "1", "x": "0", "y": "0"])
        let base = run.repository.record.base
        run.examples = paths.map { Example(id: $0, json: "{}", split: .train) }
        run.proposer = ScriptedProposer { request in
            var generator = SeededGenerator(seed: request.seed)
            let repaired = request.parents.first == base ? paths[1 + generator.below(2)] : "none"
            let broken = repaired == "none" ? "broken \(request.step.number)" : "0"
            let texts = paths.map { ($0, $0 == repaired ? "1 \(request.step.number)" : broken) }
            return Proposal(
                changes: texts.map {
                    FileChange(path: $0.0, content: .file(Array($0.1.utf8), executable: false))
                }, summary: "repair")
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            Double(files[trial.example ?? ""]?.split(separator: " ")[0] ?? "").map { .value($0) }
                ?? .failure(.crashed)
        }
        let view = try await run.run().view
        return view.step(of: view.best)?.score?.value == 2.0 / 3
    }

    @Test(arguments: [
        (StrategySettings("pareto"), StrategySettings("pareto", ["merges": .number(0)])),
        (
            StrategySettings("evolve", ["merge": .number(4)]),
            StrategySettings("evolve", ["merge": .string("none")])
        ),
    ])
    func `merging puts repairs together that no proposal makes at once`(
        with: StrategySettings, without: StrategySettings
    ) async throws {
        for seed in UInt64(1)...4 { #expect(try await solves(with, seed: seed)) }
        #expect(try await !solves(without, seed: 1))
    }

    // MARK: - pareto

    /// Scores on two examples, step by step, and the strategy's parents.
    private func parents(_ scores: [(Double, Double)], seed: UInt64) async throws -> [Int?] {
        var run = TestRun(
            .test {
                $0.examples = ExampleSettings(file: "cases.jsonl")
                $0.search.strategy = StrategySettings("pareto")
                $0.search.accept.rule = .always
                $0.budget.steps = scores.count
                $0.seed = seed
            }, base: ["x": "0"])
        run.examples = ["p", "q"].map { Example(id: $0, json: "{}", split: .train) }
        run.proposer = .counter
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let number = Int(files["x"] ?? "") ?? 0
            let pair = number == 0 ? (0, 0) : scores[number - 1]
            return .value(trial.example == "p" ? pair.0 : pair.1)
        }
        let view = try await run.run().view
        return view.steps.dropFirst().map { view.step(of: $0.parent)?.step.number }
    }

    @Test func `who leads on an example is a parent, and who leads on none is not`() async throws {
        var seen: [Set<Int?>] = Array(repeating: [], count: 5)
        for seed in UInt64(1)...12 {
            let parents = try await parents([(1, 0), (0, 1), (0.5, 0.5), (1, 0.2), (0, 0)], seed: seed)
            for (place, parent) in parents.enumerated() { seen[place].insert(parent) }
        }
        // The fourth shares the lead on p with the first, whose gain is less.
        #expect(seen == [[0], [1], [1, 2], [1, 2], [2, 4]])
    }
}
