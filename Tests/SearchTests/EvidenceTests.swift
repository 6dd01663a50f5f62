import Search
import Simulation
import StudyModel
import Testing

struct EvidenceTests {
    private func evidence(of step: Int, in run: TestRun) async throws -> String {
        let id = StepID(number: step, writer: run.repository.record.writer)
        return try #require(await run.repository.attachment("evidence.md", of: id)).text
    }

    private func run(_ numbers: [Int], _ change: (inout Study) -> Void = { _ in }) async throws -> TestRun {
        var run = TestRun(
            .test {
                $0.budget.steps = numbers.count
                change(&$0)
            })
        run.proposer = ScriptedProposer { request in
            numbers[request.step.number - 1] == 99
                ? .writing("1", to: "elsewhere") : .writing("\(numbers[request.step.number - 1])")
        }
        try await run.run()
        return run
    }

    @Test func `it tells the scores, the parent's feedback and the attempts with their diffs`() async throws {
        let text = try await evidence(of: 4, in: run([5, 3, 99, 6]))
        #expect(text.contains("- Baseline: 0\n- Parent, which you change: 5\n- Best so far: 5"))
        #expect(text.contains("## Trial of the parent\n\n- Score: 5\n\nFeedback:\n\n> It came to 5.0."))
        #expect(
            text.contains(
                "## Attempt of step 2\n\nProposed: write 3\n\nVerdict: rejected, score 3 (gain -2)."))
        #expect(text.contains("--- x\n@@\n-5\n+3\n```"))
        #expect(text.contains("Verdict: refused ('elsewhere' is outside the artifact scope)."))
    }

    @Test
    func
        `after a restart the best that is told is the new lineage's own, not the base until the old one is beaten`()
        async throws
    {
        let restarted = try await run([9, 8, 7, 2, 3, 1]) {
            $0.search.strategy = StrategySettings("chain", ["restart.after": .number(2)])
        }
        let view = RunView(restarted.repository.record, events: await restarted.repository.events)
        #expect(view.steps.map(\.lineage.text) == ["a", "a", "a", "a", "b", "b", "b"])
        #expect(try await evidence(of: 4, in: restarted).contains("- Best so far: 0"))
        #expect(try await evidence(of: 5, in: restarted).contains("- Best so far: 2"))
        #expect(try await evidence(of: 6, in: restarted).contains("- Best so far: 3"))
    }

    @Test func `where runs are noisy a gain stands beside figures of different steps`() async throws {
        let text = try await evidence(
            of: 3,
            in: run([5, 6, 7]) {
                $0.evaluator.deterministic = false
                $0.evaluator.measure.repeats = .fixed(2)
                $0.search.accept.rule = .always
            })
        #expect(text.contains("Each as its own step measured it; a gain is of runs that were compared:"))
        #expect(text.contains("- Parent, which you change: 6 (+6 over the base)"))
    }

    @Test func `memory says how many attempts are told, oldest first, and the best is pinned`() async throws {
        let text = try await evidence(
            of: 5,
            in: run([5, 3, 2, 1, 6]) {
                $0.evidence.memory = 2
                $0.search.accept.rule = .always
            })
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(
            headings == [
                "## Trial of the parent", "## The best so far", "## Attempt of step 3",
                "## Attempt of step 4",
            ])
    }

    @Test func `what is not to be shown is not there`() async throws {
        let text = try await evidence(of: 2, in: run([5, 6]) { $0.evidence.show = [.feedback] })
        #expect(!text.contains("Baseline") && !text.contains("score 5"))
        let silent = try await evidence(of: 2, in: run([5, 6]) { $0.evidence.show = [.score] })
        #expect(!silent.contains("It came to"))
    }

    @Test func `a stage speaks while the score is on the worse side of its bound`() async throws {
        let run = try await run([5, 20, 30]) {
            $0.evidence.stages = [
                FeedbackStage(below: 10, say: "Think anew."), FeedbackStage(below: nil, say: "Polish."),
            ]
        }
        #expect(try await evidence(of: 2, in: run).contains("Think anew."))
        #expect(try await evidence(of: 3, in: run).contains("Polish."))
    }

    @Test func `on minibatches a stage goes by more than one of them`() async throws {
        var run = TestRun(
            .test {
                $0.budget.steps = 9
                $0.batch.size = 1
                $0.search.accept.rule = .always
                $0.search.select = .last
                $0.evidence.stages = [
                    FeedbackStage(below: 0.5, say: "Think anew."), FeedbackStage(below: nil, say: "Polish."),
                ]
            })
        run.proposer = .counter
        run.examples = (0..<15).map { Example(id: "\($0)", json: "{}", split: .train) }
        // Seven of fifteen are right, of whichever candidate.
        run.evaluator = ScriptedEvaluator(run.repository) { _, trial, _ in
            .value(Double((Int(trial.example ?? "") ?? 0) % 2))
        }
        try await run.run()
        for step in 1...9 { #expect(try await evidence(of: step, in: run).contains("Think anew.")) }
    }

    @Test func `a fork knows what was known at its birth and nothing later`() async throws {
        var run = try await run([5, 6, 7])
        let writer = run.repository.record.writer
        let at = try #require(await run.steps()[1].candidate)
        let fork = ForkRecord(
            lineage: LineageName(ordinal: 1), from: at,
            fromStep: StepID(number: 1, writer: writer), knows: StepID(number: 1, writer: writer),
            writer: writer, recordedAt: 0)
        try await run.repository.append(.forked(fork), feedback: nil, attachments: [])
        run.proposer = .counter
        try await run.run(budget: Budget(steps: 5))
        let steps = await run.steps().suffix(2)
        #expect(steps.first?.parent == at && steps.allSatisfy { $0.lineage == fork.lineage })
        let first = try await evidence(of: 4, in: run)
        #expect(first.contains("step 1") && !first.contains("step 2") && !first.contains("write 7"))
        #expect(first.contains("Best so far: 5"))
        #expect(try await evidence(of: 5, in: run).contains("## Attempt of step 4"))
    }

    @Test func `a proposer is told which edits have paid`() async throws {
        var run = TestRun(.test { $0.budget.steps = 4 })
        run.proposer = ScriptedProposer { request in
            if request.step.number == 4 {
                #expect(
                    request.edits == [
                        "up": EditRecord(tried: 2, scored: 2, gained: 2),
                        "down": EditRecord(tried: 1, scored: 1),
                    ])
            }
            return .writing(
                "\([1, -1, 2, 3][request.step.number - 1])", edit: request.step.number == 2 ? "down" : "up")
        }
        try await run.run()
        #expect(await run.steps().count == 5)
    }

    @Test func `an edit that is accepted as no worse has not paid, on whatever lineage it was tried`()
        async throws
    {
        var run = TestRun(
            .test {
                $0.budget.steps = 6
                $0.search.accept.rule = .notWorse
                $0.search.strategy = StrategySettings("chain", ["restart.after": .number(2)])
            })
        run.proposer = ScriptedProposer { request in
            if request.step.number == 6 {
                #expect(
                    request.edits == [
                        "up": EditRecord(tried: 2, scored: 2, gained: 2),
                        "same": EditRecord(tried: 3, scored: 3, gained: 1),
                    ])
            }
            // Steps 2 and 3 are as good as step 1: accepted, and no gain. Step 4 begins anew from the base, over which it is one.
            let (value, edit) = [
                ("1", "up"), ("1 ", "same"), ("1  ", "same"), ("1   ", "same"), ("2", "up"), ("3", "up"),
            ][request.step.number - 1]
            return .writing(value, edit: edit)
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            .value(Double((files["x"] ?? "").filter(\.isNumber)) ?? 0)
        }
        try await run.run()
        let steps = await run.steps()
        #expect(steps[2].verdict == .accepted && Set(steps.map(\.lineage)).count == 2)
    }
}
