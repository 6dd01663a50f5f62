import Simulation
import StudyModel
import Testing
import Text

@testable import Search

/// What a proposer is told of the whole run, beside what its lineage remembers.
struct RunMemoryTests {
    private static func told(_ change: (inout Study) -> Void) -> Study {
        .test {
            $0.proposer = .agent(AgentSettings(.command(.shell("agent"))))
            change(&$0)
        }
    }

    // MARK: - A line for every attempt

    @Test func `every attempt has a line, of whatever lineage, and none that is shown in full has two`()
        async throws
    {
        var run = TestRun(
            Self.told {
                $0.search.strategy = StrategySettings("multistart", ["lineages": .number(3)])
                $0.evidence.memory = 1
                $0.budget.steps = 8
            })
        run.proposer = ScriptedProposer { .writing("-\($0.step.number)") }
        try await run.run()
        let text = try #require(await run.evidence(of: 8))
        let ledger = text.components(separatedBy: "## Earlier attempts, a line each\n\n").last ?? ""
        let lines = ledger.split(separator: "\n\n")[0].split(separator: "\n")
        let full = (1...7).filter { text.contains("## Attempt of step \($0)\n") }
        #expect(full.count == 1)
        #expect(lines.count == 6)
        for step in 1...7 where !full.contains(step) {
            #expect(lines.contains("- Step \(step): write -\(step): rejected, score -\(step)"))
        }
    }

    @Test(arguments: [1, 40, 400]) func `no limit takes a verdict away`(limit: Int) async throws {
        var run = TestRun(
            Self.told {
                $0.evidence.limit = limit
                $0.evidence.memory = 2
                $0.budget.steps = 12
            })
        run.proposer = ScriptedProposer { .writing("-\($0.step.number)") }
        try await run.run()
        let text = try #require(await run.evidence(of: 12))
        for step in 1...11 {
            let isLine = text.contains("- Step \(step): write -\(step): rejected, score -\(step)")
            let isShort = text.contains("\(step) rejected, score -\(step)")
            let isFull = text.contains("## Attempt of step \(step)\n")
            #expect(isLine || isShort || isFull, "step \(step) of \(limit) tokens")
        }
        #expect(text.contains("- In short: 1 rejected, score -1") == (limit < 400))
    }

    @Test func `a lineage that a person began is told nothing later than its beginning`() async throws {
        var run = TestRun(Self.told { $0.budget.steps = 4 })
        run.proposer = ScriptedProposer { .writing("-\($0.step.number)") }
        try await run.run(budget: Budget(steps: 3))
        let base = run.repository.record.base
        try await run.repository.append(
            .forked(
                ForkRecord(
                    lineage: LineageName(ordinal: 1), from: base, fromStep: run.step(0), knows: run.step(0),
                    writer: run.repository.record.writer, recordedAt: 0)), feedback: nil, attachments: [])
        try await run.run(budget: Budget(steps: 5))
        #expect(await run.evidence(of: 4)?.contains("write -") == false)
        let last = try #require(await run.evidence(of: 5))
        #expect(last.contains("write -4") && !last.contains("write -3"))
    }

    @Test func `who reads no evidence is written no lines`() async throws {
        let run = TestRun(.test { $0.evidence.memory = 1 })
        try await run.run()
        #expect(await run.evidence(of: 9)?.contains("a line each") == false)
    }

    // MARK: - What was seen before

    /// A run over the files that are given step by step, which accepts every candidate and goes on from it.
    private func run(_ files: [[String: String]], from base: InMemoryRepository.Files) -> TestRun {
        var run = TestRun(
            Self.told {
                $0.search.accept.rule = .always
                $0.budget.steps = files.count
            }, base: base)
        run.proposer = ScriptedProposer { request in
            Proposal(
                changes: files[request.step.number - 1].sorted { $0.key < $1.key }.map {
                    FileChange(path: $0.key, content: .file(Array($0.value.utf8), executable: false))
                }, summary: "step \(request.step.number)")
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            .value(Double(files["x"]?.count ?? 0))
        }
        return run
    }

    @Test func `the same change on another parent is told with what it brought`() async throws {
        let run = run(
            [["x": "a new line"], ["x": "an old line", "y": "1"], ["x": "a new line"], ["y": "2"]],
            from: ["x": "an old line", "y": "0"])
        try await run.run()
        let steps = await run.steps()
        #expect(steps[3].patch == steps[1].patch && steps[3].patch != nil)
        #expect(Set(steps.dropFirst().compactMap(\.patch)).count == 3)
        let text = try #require(await run.evidence(of: 4))
        #expect(
            text.contains(
                "The same change was made at step 1, on another parent: scored, score 10."))
        let shown = try await run.loop().makeState().view
        #expect(Naming.seenBefore(shown.steps[3], in: shown).first == "the change of test-1:1")
    }

    @Test func `lines that come back are told with the step that had deleted them`() async throws {
        let run = run(
            [["x": "another line"], ["y": "1"], ["x": "the first line"], ["y": "2"]],
            from: ["x": "the first line", "y": "0"])
        try await run.run()
        let steps = await run.steps()
        #expect(
            steps.map(\.returns) == [
                [], [], [], [ReturnedLines(step: run.step(1), count: 1, first: "the first line")], [],
            ])
        let text = try #require(await run.evidence(of: 4))
        #expect(
            text.contains(
                "It brings back a line that step 1 (scored, score 12) had deleted: `the first line`."))
    }

    @Test func `lines that moved, and short ones, are no lines that come back`() {
        let moved = ChangedLines(
            diff: "--- a/x\n+++ b/x\n-a moving line\n+}\n+a moving line\n-}\n+  other text\n")
        #expect(moved.added == ["other text"] && moved.removed.isEmpty)
        let place = ChangedLines(diff: "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old text\n+new text\n")
        let elsewhere = ChangedLines(diff: "--- a/x\n+++ b/x\n@@ -9 +9 @@\n same\n-old text\n+new text\n")
        let other = ChangedLines(diff: "--- a/y\n+++ b/y\n@@ -1 +1 @@\n-old text\n+new text\n")
        #expect(place.id == elsewhere.id && place.id != other.id)
        #expect(ChangedLines(diff: "old mode 100644\nnew mode 100755\n").id == nil)
    }

    // MARK: - Which trials are shown

    private func shown(_ settings: ShownTrialSettings, seed: UInt64 = 1) -> [String] {
        // Every seventh fails, and the others score their number.
        let trials = (1...20).compactMap { number in
            var trial = Trial(example: "e\(number)", repetition: 0, seed: 0)
            trial.metrics = ["score": Double(number)]
            if number % 7 == 0 { (trial.outcome, trial.metrics) = (.crashed, [:]) }
            return ShownTrial(
                Example(id: "e\(number)", json: "{}", split: .train), repeats: [trial], study: .test())
        }
        return TrialSelection(settings, objective: Objective(direction: .maximize))
            .shown(trials, seed: seed).compactMap { $0.example?.id }
    }

    @Test func `the worst trials are those without a score, then those with the worst`() {
        #expect(shown(ShownTrialSettings(show: 4, prefer: .worst)) == ["e1", "e2", "e7", "e14"])
        #expect(shown(ShownTrialSettings(show: nil, prefer: .worst)).count == 20)
    }

    @Test func `mixed trials are half the worst and half drawn, in the order of the batch`() {
        let draws = (1...20).map { shown(ShownTrialSettings(show: 6, prefer: .mixed), seed: $0) }
        for draw in draws {
            #expect(draw.count == 6 && Set(draw).isSuperset(of: ["e1", "e7", "e14"]))
            #expect(draw == draw.sorted { (Int($0.dropFirst()) ?? 0) < (Int($1.dropFirst()) ?? 0) })
        }
        #expect(Set(draws).count > 10)
        #expect(
            Set((1...20).flatMap { shown(ShownTrialSettings(show: 2, prefer: .random), seed: $0) }).count > 12
        )
    }

    @Test func `fewer trials are shown than decide, which the evidence says`() async throws {
        var run = TestRun(
            .test {
                $0.evidence.trials = ShownTrialSettings(show: 3, prefer: .worst)
                $0.budget.steps = 1
            })
        run.examples = (1...5).map { Example(id: "e\($0)", json: "{}", split: .train) }
        run.evaluator = ScriptedEvaluator(run.repository) { _, trial, _ in
            .value(Double(trial.example?.dropFirst() ?? "") ?? 0)
        }
        try await run.run()
        let text = try #require(await run.evidence(of: 1))
        #expect(text.contains("on all of these 5 examples. Shown are 3 of them: the worst."))
        #expect(text.contains("### ID [3]: `e3`") && !text.contains("`e4`"))
    }

    // MARK: - Inspirations

    @Test(arguments: ["tree", "evolve", "pareto"])
    func `strategies with many parents show other candidates`(name: String) async throws {
        var run = TestRun(
            Self.told {
                $0.search.strategy = StrategySettings(name)
                $0.search.accept.rule = .always
                $0.budget.steps = 12
                if name == "pareto" { $0.examples = ExampleSettings(file: "cases.jsonl") }
            })
        run.proposer = ScriptedProposer { .writing("\($0.step.number)") }
        if name == "pareto" {
            // Every candidate leads on an example of its own.
            run.examples = (1...12).map { Example(id: "\($0)", json: "{}", split: .train) }
            run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
                .value(files["x"] == trial.example ? 1 : 0)
            }
        }
        try await run.run()
        var told = 0
        for number in 1...12 {
            let text = try #require(await run.evidence(of: number))
            guard text.contains("## Another candidate\n") else { continue }
            told += 1
            #expect(text.contains("All that it changed since the run began:"))
        }
        #expect(told >= 6)
    }

    @Test func `an inspiration is the best of the others and one that is drawn, never the parent`() {
        let base = TestRun(.test()).repository.record.base
        let members = [4.0, 3, 2, 1].enumerated().map {
            Member(
                candidate: InMemoryRepository.eventID($0), rank: CandidateRank(gain: $1, of: nil), turn: $0)
        }
        var generator = SeededGenerator(seed: 1)
        var drawn: Set<CommitID> = []
        for _ in 0..<40 {
            let shown = members.inspirations(besides: members[0].candidate, using: &generator)
            #expect(shown.first == members[1].candidate && shown.count == 2)
            drawn.formUnion(shown.dropFirst())
        }
        #expect(drawn == Set(members.dropFirst(2).map(\.candidate)))
        #expect(
            [Member(candidate: base, rank: CandidateRank(gain: 0, of: nil), turn: -1)].inspirations(
                besides: members[0].candidate, using: &generator
            ).isEmpty)
    }
}
