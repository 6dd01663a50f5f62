import Search
import StudyModel
import Testing

/// The parent's trials as the evidence tells of them.
struct TrialEvidenceTests {
    private static let examples = (0..<6).map {
        Example(
            id: "case-\($0)",
            json: "{\"id\": \"case-\($0)\", \"answer\": \"right-\($0)\", \"ask\": \"what-\($0)\"}",
            split: .train)
    }

    /// Runs three steps over minibatches of two, each candidate with the step's number as its value.
    private func run(_ change: @escaping (inout Study) -> Void = { _ in }) async throws -> TestRun {
        var run = TestRun(
            .test {
                $0.budget.steps = 3
                $0.batch.size = 2
                $0.examples = ExampleSettings(file: "cases.jsonl", expected: "answer", order: .dataset)
                // Selection by train would run each accepted candidate on all of it.
                $0.search.select = .last
                $0.search.accept.rule = .higher
                change(&$0)
            })
        run.examples = Self.examples
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let value = Double(files["x"] ?? "") ?? 0
            let name = trial.example ?? ""
            return .told(
                value + (name.hasSuffix("3") ? 0.5 : 0), feedback: "Of \(name):\n## not right",
                output: "```\nI say \(name)",
                trace: "{\"reward\": 1, \"observation\": \"o-\(name)\", \"action\": 7}\n{\"end\": true}\n")
        }
        try await run.run()
        return run
    }

    private func evidence(of step: Int, in run: TestRun) async throws -> String {
        try #require(await run.evidence(of: step))
    }

    @Test
    func `a batch tells each trial of the minibatch with its identity, input, output, score and feedback`()
        async throws
    {
        let text = try await evidence(of: 2, in: run())
        let trial = """
            ### ID [2]: `case-3`

            - Score: 1.5

            Input:

            ```json
            {"id": "case-3", "ask": "what-3"}
            ```

            Output:

            ````text
            ```
            I say case-3
            ````

            Feedback:

            > Of case-3:
            > ## not right

            Trace, 2 steps:

            ```text
            1 {"reward": 1, "observation": "o-case-3", "action": 7}
            2 {"end": true}
            ```


            """
        #expect(text.contains(trial))
        #expect(text.contains("### ID [1]: `case-2`\n\n- Score: 1\n"))
        #expect(
            text.contains(
                "## Trials of the parent\n\nA change counts by how it does on all of these 2 examples."))
        #expect(!text.contains("`case-1`") && !text.contains("`case-4`"))
        #expect(
            text.contains(
                """
                On the 2 examples of this step's minibatch:

                - Baseline: 0.25
                - Parent, which you change: 1.25
                - Best so far: 1.25
                """))
    }

    @Test func `interactive tells of one trial, of the example whose turn it is`() async throws {
        let run = try await run { $0.evidence.template = .interactive }
        let texts = try await [1, 2, 3].asyncMap { try await evidence(of: $0, in: run) }
        #expect(texts[0].contains("## Trial of the parent\n\nID [1]: `case-0`\n\n- Score: 0\n"))
        #expect(texts[1].contains("ID [1]: `case-3`") && !texts[1].contains("case-2"))
        #expect(texts[2].contains("ID [1]: `case-4`") && !texts[2].contains("case-5"))
    }

    @Test func `episodic tells one trial as a chain of steps, with the feedback at its end`() async throws {
        let text = try await evidence(of: 2, in: run { $0.evidence.template = .episodic })
        let chain = """
            ```text
            step 1
              observation: "o-case-3"
              action: 7
              reward: 1
            step 2
              end: true
            ```

            Feedback, after step 2:

            > Of case-3:
            """
        #expect(text.contains(chain))
        #expect(!text.contains("case-2"))
    }

    @Test func `the expected answer is told where it is to be shown, and nowhere else`() async throws {
        let hidden = try await evidence(of: 2, in: run())
        #expect(!hidden.contains("answer") && !hidden.contains("right-"))
        let shown = try await evidence(of: 2, in: run { $0.evidence.show = [.score, .expected] })
        #expect(shown.contains("Expected:\n\n```json\n\"right-3\"\n```"))
        #expect(!shown.contains("Of case-3") && !shown.contains("o-case-3"))
    }

    @Test func `a name with escapes does not let an answer slip by`() async throws {
        var run = TestRun(.test { $0.examples = ExampleSettings(file: "", expected: "answer") })
        run.examples = [
            Example(id: "1", json: #"{"\u0061nswer": [1, {"a": "}"}], "b": "\"x"}"#, split: .train)
        ]
        try await run.run(budget: Budget(steps: 1))
        let text = try await evidence(of: 1, in: run)
        #expect(text.contains(#"{"b": "\"x"}"#) && !text.contains("nswer"))
    }

    @Test func `the trials that were shown are the parent's side of acceptance, and are counted`()
        async throws
    {
        let run = try await run()
        let steps = await run.steps()
        #expect(steps.map(\.commandRuns) == [1, 1, 2, 2])
        #expect(steps[2].parentEvaluation?.trials.compactMap(\.example) == ["case-2", "case-3"])
        #expect(steps[2].comparison?.gain == 1)
        #expect(steps.dropFirst().allSatisfy { $0.verdict == .accepted })
    }

    @Test func `where both are measured in turn the evidence costs one repeat more`() async throws {
        let run = try await run {
            $0.evaluator.deterministic = false
            $0.evaluator.measure.compare = .interleaved
            $0.search.accept.rule = .always
        }
        let steps = await run.steps()
        #expect(steps.map(\.commandRuns) == [5, 10, 11, 11])
        #expect(steps[2].parentEvaluation?.trials.count == 12)
        #expect(try await evidence(of: 2, in: run).contains("### ID [2]: `case-3`\n\n- Score: 1.5\n"))
    }

    @Test func `of several repeats the one that stands for them is told, and that it is one of several`()
        async throws
    {
        var run = TestRun(
            .test {
                $0.evaluator.deterministic = false
                $0.search.accept.rule = .always
            })
        run.evaluator = ScriptedEvaluator(run.repository) { _, trial, _ in
            .told([5, 1, 9, 4, 8][trial.repetition], output: "repeat-\(trial.repetition)", trace: "{}\n")
        }
        try await run.run(budget: Budget(steps: 1))
        let text = try await evidence(of: 1, in: run)
        #expect(text.contains("- Score: 5 (median of 5 repeats)\n- What follows is of repeat 1 of 5."))
        #expect(text.contains("repeat-0") && !text.contains("repeat-1"))
    }

    @Test func `a person's commits that fail show their errors, and any score is a gain over them`()
        async throws
    {
        var run = TestRun(.test { $0.budget.steps = 2 })
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            files["x"] == "broken" ? .failure(.crashed) : .value(Double(files["x"] ?? "") ?? 0)
        }
        run.proposer = ScriptedProposer { .writing("-\($0.step.number)") }
        let base = run.repository.record.base
        let head = await run.repository.commit(["x": "broken"], on: Parents(base), note: "by hand")
        try await run.repository.append(
            .adopted(AdoptRecord(lineage: .first, head: head, previous: base, recordedAt: 0)), feedback: nil,
            attachments: [])
        try await run.run()
        #expect(try await evidence(of: 2, in: run).contains("## Errors of the parent\n\n> It fell over."))
        #expect(await run.steps().map(\.verdict) == [.accepted, .rejected, .accepted])
    }

    @Test func `asking from outside measures nothing, and what is told keeps the text that was asked for`()
        async throws
    {
        var run = try await run { $0.budget.steps = 1 }
        let before = await run.steps().map(\.commandRuns).reduce(0, +)
        let asked = try await run.loop().ask().evidence.markdown
        #expect(asked == (try await run.loop().ask().evidence.markdown))
        #expect(asked.contains("### ID [2]: `case-1`"))
        run.proposer = .counter
        _ = try await run.loop().tell(.writing("9"), reported: nil)
        #expect(try await evidence(of: 2, in: run) == asked)
        #expect(await run.steps().map(\.commandRuns).reduce(0, +) == before + 2)
    }
}
