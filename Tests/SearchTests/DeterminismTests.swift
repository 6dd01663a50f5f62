import Search
import Simulation
import StudyModel
import Testing

/// The same study and seed give the same trees and verdicts, whatever happens on the way.
struct DeterminismTests {
    /// A strategy as it is played here.
    struct Played: CustomTestStringConvertible {
        let testDescription: String
        let settings: StrategySettings
        /// Another than the settings name.
        var strategy: (any Strategy)?
        /// Whether two objectives decide, without examples.
        var hasTwoObjectives = false

        static let all = [
            Played(testDescription: "chain", settings: StrategySettings("chain")),
            Played(
                testDescription: "chain with restarts",
                settings: StrategySettings("chain", ["restart.after": .number(2)])),
            Played(
                testDescription: "best-of",
                settings: StrategySettings("best-of", ["depth": .number(3), "proposals": .number(4)])),
            Played(
                testDescription: "multistart",
                settings: StrategySettings("multistart", ["lineages": .number(3)])),
            Played(
                testDescription: "multistart in turn",
                settings: StrategySettings(
                    "multistart", ["lineages": .number(2), "allocation": .string("equal")])),
            Played(
                testDescription: "beam",
                settings: StrategySettings("beam", ["width": .number(2), "proposals": .number(2)])),
            Played(testDescription: "pareto", settings: StrategySettings("pareto")),
            Played(
                testDescription: "pareto by two objectives", settings: StrategySettings("pareto"),
                hasTwoObjectives: true),
            Played(
                testDescription: "chain by two objectives", settings: StrategySettings("chain"),
                hasTwoObjectives: true),
            Played(testDescription: "tree", settings: StrategySettings("tree")),
            Played(
                testDescription: "evolve",
                settings: StrategySettings(
                    "evolve",
                    [
                        "islands": .number(2), "archive": .number(6), "migration": .number(5),
                        "merge": .number(3),
                    ])),
            Played(
                testDescription: "evolve on a map",
                settings: StrategySettings("evolve", ["archive": .string("map"), "merge": .string("none")])),
            Played(
                testDescription: "crossing", settings: StrategySettings("chain"), strategy: Crossing()),
        ]

        /// Whether members are brought together.
        var bringsTogether: Bool {
            ["evolve", "pareto"].contains(settings.name) && !hasTwoObjectives
                && settings.options["merge"] != .string("none")
        }

        func run(round: Int = 1, width: Int = 1, seed: UInt64 = 1) -> TestRun {
            let study = Study.test {
                if hasTwoObjectives {
                    $0.otherObjectives = [Objective(metric: "size", direction: .minimize)]
                } else if settings.name == "pareto" {
                    $0.examples = ExampleSettings(file: "cases.jsonl")
                }
                $0.budget.steps = 12
                $0.search.strategy = settings
                $0.search.accept.rule =
                    StrategyKind.all.first { $0.name == settings.name }?.rule ?? .better
                $0.search.round = round
                $0.parallel = ParallelSettings(propose: width, evaluate: width)
                $0.seed = seed
            }
            var run = TestRun(study, base: ["x": "0", "y": "0"])
            run.strategy = strategy
            run.proposer = strategy != nil ? Crossing.proposer : bringsTogether ? .halves : .walk
            if hasTwoObjectives {
                run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
                    let number = Double(files["x"] ?? "") ?? 0
                    return .values(["score": number, "size": (number * 7).truncatingRemainder(dividingBy: 5)])
                }
                return run
            }
            run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
                // What the base alone is good at keeps it a parent.
                let isBase = files == ["x": "0", "y": "0"]
                let value = { (path: String) -> Double in
                    path == "base" ? isBase ? 1 : 0 : Double(files[path]?.split(separator: " ")[0] ?? "") ?? 0
                }
                let paths = bringsTogether ? ["base", "x", "y"] : ["x", "y"]
                return .value((trial.example.map { [$0] } ?? paths).reduce(0) { $0 + value($1) })
            }
            if settings.name == "pareto" {
                run.examples = ["base", "x", "y"].map { Example(id: $0, json: "{}", split: .train) }
            }
            return run
        }

        func uninterrupted(round: Int = 1, width: Int = 1, seed: UInt64 = 1) async throws -> [Event] {
            let run = run(round: round, width: width, seed: seed)
            try await run.run()
            return await run.history()
        }
    }

    @Test(arguments: Played.all, [1, 3, 5])
    func `a run that was killed after any event ends as one that was not`(played: Played, round: Int)
        async throws
    {
        let whole = try await played.uninterrupted(round: round)
        #expect(whole.count == 13)
        let merges = whole.count { $0.record?.proposer == Turn.merger }
        #expect(round != 5 || (merges > 0) == played.bringsTogether)
        for kill in 0...15 {
            let run = played.run(round: round)
            await run.repository.kill(afterAppends: kill)
            do { try await run.run() } catch is InMemoryRepository.Killed {}
            await run.repository.kill(afterAppends: nil)
            try await run.run()
            #expect(await run.history() == whole, "killed after \(kill) events")
        }
    }

    @Test func `every strategy that there is is played here`() {
        #expect(Set(Played.all.map(\.settings.name)) == Set(StrategyKind.all.map(\.name)))
    }

    @Test(arguments: Played.all, [2, 4, 9])
    func `widths change no event`(played: Played, width: Int) async throws {
        let wide = try await played.uninterrupted(round: 4, width: width)
        #expect(wide == (try await played.uninterrupted(round: 4)))
    }

    @Test func `a run in helpings of whole rounds is the run in one`() async throws {
        let run = Played.all[0].run(round: 3)
        for steps in [3, 6, 12] { try await run.run(budget: Budget(steps: steps)) }
        let trees = await run.steps().map(\.tree)
        let whole = Played.all[0].run(round: 3)
        try await whole.run()
        #expect(trees.count == 13)
        // A round that the budget cuts in two has its best chosen of its first part alone.
        #expect(await whole.steps().map(\.tree) == trees)
    }

    @Test func `another clone makes other steps, and knows the first one's`() async throws {
        let run = Played.all[0].run()
        try await run.run(budget: Budget(steps: 6))
        try await run.run(writer: "00000002")
        let steps = await run.steps()
        #expect(steps.count == 13)
        #expect(steps.suffix(6).allSatisfy { $0.step.writer.text == "00000002" })
        #expect(steps.suffix(6).map(\.step.number) == Array(1...6))
        let alone = try await Played.all[0].uninterrupted().compactMap(\.record)
        #expect(steps.suffix(6).map(\.tree) != alone.suffix(6).map(\.tree))
    }

    @Test(arguments: Played.all) func `another seed gives another run`(played: Played) async throws {
        let runs = (try await played.uninterrupted(), try await played.uninterrupted(seed: 2))
        #expect(runs.0.compactMap(\.record?.tree) != runs.1.compactMap(\.record?.tree))
    }
}

extension TestRun {
    /// The steps as events, without what a clock said.
    fileprivate func history() async -> [Event] {
        await repository.events.filter(\.isStep).map(\.untimed)
    }
}

extension Event {
    var record: StepRecord? { if case .step(let record) = self { record } else { nil } }
    var isStep: Bool { record != nil }

    /// The event without what a clock said.
    var untimed: Event {
        guard var record else { return self }
        record.wallSeconds = 0
        return .step(record)
    }
}
