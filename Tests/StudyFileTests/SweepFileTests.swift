import StudyModel
import Testing
import Text

@testable import StudyFile

/// A sweep's file: what it varies, and what is wrong with it.
struct SweepFileTests {
    private func read(
        _ text: String, varying: [(key: String, values: String)] = [], seeds: Int? = nil
    ) throws -> SweepFile {
        try SweepFile(text, varying: varying, seeds: seeds, study: "hone.yaml")
    }

    private func plan(_ file: SweepFile) throws -> SweepPlan {
        let study = try ParsedStudy(
            """
            version: 1
            study: sum
            artifact: {editable: [x]}
            evaluator: {command: "true"}
            objective: {direction: minimize}
            budget: {steps: 4}
            """, readFile: { _ in nil })
        return try file.plan(name: #require(RunName(text: "sum-sweep-1")), of: study.study)
    }

    private func problems(_ text: String) -> [StudyFileProblem] {
        do throws(StudyFileError) {
            _ = try SweepFile(text, study: "hone.yaml")
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `the grid is full, and the first factor changes last`() throws {
        let file = try read(
            """
            vary:
              batch.size: [1, 3]
              search.strategy: [chain, {beam: {width: 2}}]
            skip: [{batch.size: 3, search.strategy: chain}]
            set: {evidence.memory: 5}
            seeds: [4, 9]
            budget: {unit: updates, each: 15}
            """)
        let plan = try plan(file)
        #expect(
            plan.cells.map { $0.levels.map(\.label) } == [
                ["1", "chain"], ["1", "{beam: {width: 2}}"], ["3", "{beam: {width: 2}}"],
            ])
        let settings = plan.settings(of: plan.cells[1], seed: 9)
        #expect(settings["batch.size"]?.number == 1)
        #expect(settings["search.strategy"]?["beam"]?["width"]?.number == 2)
        #expect(settings["evidence.memory"]?.number == 5)
        #expect(settings["seed"]?.number == 9)
        #expect(settings["budget"]?["updates"]?.number == 15)
        #expect(plan.run(of: plan.cells[2], seed: 4)?.text == "sum-sweep-1-c3-s4")
    }

    @Test func `a limit is of all runs together`() throws {
        let limit = try read("vary: {batch.size: [1]}\nlimit: {cost: 5 USD, time: 3h}").limit
        #expect(limit == .init(seconds: 10800, cost: 5))
        var spent = Spent()
        spent.wallSeconds = 6000
        #expect(!limit.isReached(by: [spent]) && limit.isReached(by: [spent, spent]))
    }

    @Test func `baselines are rows by name, each once, and cells run one at a time unless it is said`() throws
    {
        let file = try read(
            "vary: {batch.size: [1]}\nbaselines: [constant, best-of]\nparallel: {cells: 3}")
        #expect(file.baselines == [.constant, .bestOf] && file.width == 3)
        let usual = try read("vary: {batch.size: [1]}")
        #expect(usual.baselines.isEmpty && usual.width == 1)
        for text in [
            "baselines: [base, base]", "baselines: [best]", "baselines: base", "parallel: {cells: 0}",
            "parallel: {cells: 1000}", "parallel: {runs: 2}",
        ] {
            #expect(problems("vary: {batch.size: [1]}\n" + text).count == 1, "\(text)")
        }
    }

    @Test func `a race begins where it says, and is none where nobody asks for one`() throws {
        let race = { (text: String) in try read("vary: {batch.size: [1]}\n" + text).race }
        #expect(try race("") == nil && race("race: none") == nil)
        #expect(try race("race: {}") == .init(from: 4, again: 0.2))
        #expect(try race("race: {from: 6, again: 10%}") == .init(from: 6, again: 0.1))
        for text in ["race: {from: 2}", "race: {again: 2}", "race: {form: 4}", "race: 4"] {
            #expect(problems("vary: {batch.size: [1]}\n" + text).count == 1, "\(text)")
        }
    }

    @Test func `what is not said has its usual value, and the study's own budget`() throws {
        let plan = try plan(try read("vary: {batch.size: [1, 3]}"))
        #expect(plan.seeds == [1, 2, 3, 4, 5])
        #expect(plan.budget == .init(unit: "steps", each: .number(4)))
        #expect(plan.rivals == .first && plan.confidence == 0.95)
    }

    @Test func `the command line varies keys as a file does, and takes the place of what that has`() throws {
        let file = try read(
            "vary: {batch.size: [1, 3], search.select: [last]}", varying: [("batch.size", "2, 4,6")], seeds: 3
        )
        #expect(
            file.factors.map { [$0.name] + $0.levels.map(\.label) } == [
                ["search.select", "last"], ["batch.size", "2", "4", "6"],
            ])
        #expect(file.seeds == [1, 2, 3])
    }

    @Test func `a named level sets several keys, and starts are levels of the base`() throws {
        let file = try read(
            """
            starts:
              one: {base: one-function, editable: [f.py]}
              many: many-functions
            vary:
              shown:
                little: {evidence.memory: 1, evidence.limit: 1000}
                much: {evidence.memory: 9}
            """)
        #expect(file.factors.map(\.name) == ["start", "shown"])
        #expect(
            file.factors[0].levels[0].settings == [
                "artifact.base": .string("one-function"),
                "artifact.editable": .array([.string("f.py")]),
            ])
        #expect(file.factors[0].levels[1].settings == ["artifact.base": .string("many-functions")])
        #expect(file.factors[1].levels[0].settings.count == 2)
    }

    @Test func `an unknown key is told with its line and the nearest one`() throws {
        let found = problems("version: 1\nvary:\n  batch.sise: [1, 3]\n")
        #expect(found.count == 1 && found.first?.place?.line == 3)
        #expect(found.first?.kind == .unknownKey(nearest: "batch.size"))
        #expect(problems("vari: {batch.size: [1]}").first?.kind == .unknownKey(nearest: "vary"))
    }

    @Test(arguments: [
        "objective.metric", "objective", "constraints", "evaluator.command", "evaluator", "examples.file",
        "examples.split.test", "examples", "budget.steps", "seed", "study",
    ])
    func `what gives a figure its meaning is not varied`(key: String) {
        #expect(problems("vary: {\(key): [1, 2]}").map(\.kind) == [.notVaried])
        #expect(problems("vary: {batch.size: [1]}\nset: {\(key): 1}").map(\.kind) == [.notVaried])
    }

    @Test(arguments: [
        "{}", "vary: {batch.size: []}", "vary: {batch.size: 3}", "vary: {batch.size: [1, 1]}",
        "vary: {batch.size: [1]}\nseeds: 0", "vary: {batch.size: [1]}\nseeds: [1, 1]",
        "vary: {batch.size: [1]}\nbudget: 5", "vary: {batch.size: [1]}\nbudget: {unit: coins, each: 3}",
        "vary: {batch.size: [1]}\nskip: [{batch.size: 2}]", "vary: {batch.size: [1]}\ntest: some",
        "vary: {batch.size: [1]}\ncompare: {confidence: 2}", "vary: {batch.size: [1]}\nversion: 2",
    ])
    func `what is no sweep is told`(text: String) {
        #expect(!problems(text).isEmpty)
    }

    @Test func `an empty grid is one cell`() throws {
        #expect(try plan(try read("vary: {}")).cells.map(\.levels) == [[]])
    }

    @Test func `a run has the sweep's budget and no other bound of the study's`() throws {
        let text = """
            version: 1
            study: sum
            artifact: {editable: [x]}
            evaluator: {command: "true"}
            objective: {direction: minimize}
            budget: {steps: 4, time: 1h}
            """
        let plan = try plan(try read("vary: {batch.size: [1]}\nbudget: {unit: updates, each: 15}"))
        let settings = plan.settings(of: plan.cells[0], seed: 1)
        let parsed = try ParsedStudy(
            text + "\nexamples: {file: a.jsonl}", options: settings, from: .sweep, readFile: { _ in nil })
        #expect(parsed.study.budget.updates == 15 && parsed.study.budget.time == nil)
        // Only what follows from the updates.
        #expect(parsed.study.budget.steps == parsed.study.budget.stepsForUpdates)
        #expect(parsed.settings.byKey["budget.updates"]?.origin == .sweep)
    }

    @Test func `a cell begins at the commit that its base stood for`() throws {
        var plan = try plan(try read("vary:\n  a: {one: {artifact.base: x}, two: {batch.size: 3}}"))
        let commits = try ["a", "b"].map {
            try #require(CommitID(text: String(repeating: $0, count: 40)))
        }
        plan.bases = commits
        #expect(
            plan.cells.map { plan.settings(of: $0, seed: 1)["artifact.base"] }
                == commits.map { .string($0.text) })
    }

    @Test func `a place is found by the key and the cell`() throws {
        let file = try read("vary:\n  search.strategy:\n    - chain\n    - {beam: {width: 0}}\n")
        let cells = try plan(file).cells
        #expect(file.place(of: "search.strategy.beam.width", in: cells[1])?.line == 4)
        #expect(file.place(of: "batch.size", in: cells[1]) == nil)
    }
}
