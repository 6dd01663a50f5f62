import Search
import StudyModel
import Testing
import Text

/// What goes first where there is too much.
struct EvidenceLimitTests {
    /// The evidence of the fifth step, whose parent has a trace, feedback and an output of known sizes.
    private func evidence(limit: Int?) async throws -> String {
        var run = TestRun(
            .test {
                $0.budget.steps = 5
                $0.evidence.limit = limit
            })
        run.proposer = ScriptedProposer { .writing("\([5, 3, 2, 1, 6][$0.step.number - 1])") }
        run.examples = [
            Example(id: "e", json: "{\"ask\": \"\(String(repeating: "i", count: 800))\"}", split: .train)
        ]
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            .told(
                Double(files["x"] ?? "") ?? 0,
                feedback: (1...40).map { "Line \($0) of the feedback.\n" }.joined(),
                output: String(repeating: "o", count: 800),
                trace: (1...100).map { "{\"number\": \($0)}\n" }.joined())
        }
        try await run.run()
        return try #require(await run.evidence(of: 5))
    }

    @Test func `nothing is cut within the limit`() async throws {
        let whole = try await evidence(limit: nil)
        #expect(!whole.contains("left out") && !whole.contains("Left out"))
        #expect(try await evidence(limit: estimatedTokens(whole)) == whole)
    }

    @Test func `the oldest attempts go first`() async throws {
        let limit = estimatedTokens(try await evidence(limit: nil)) - 5
        let text = try await evidence(limit: limit)
        #expect(estimatedTokens(text) <= limit)
        #expect(
            text.contains(
                "## Attempts of step 1\n\n- Step 1: write 5: accepted, score 5\n\n"
                    + "[the rest of them left out: over the limit]\n\n## Attempt of step 2"))
        #expect(text.hasSuffix("\n\nLeft out to stay within \(limit) tokens: the attempts of step 1.\n"))
        #expect(text.contains("100 {\"number\": 100}") && text.contains("Line 40 of the feedback."))
    }

    @Test func `then the middle of traces, with the feedback whole`() async throws {
        let text = try await evidence(limit: 1100)
        #expect(estimatedTokens(text) <= 1100)
        #expect(text.contains("## Attempts of steps 1–4\n\n- Step 1: "))
        #expect(text.contains("\n- Step 4: write 1: rejected, score 1\n\n[the rest of them left out"))
        #expect(text.contains("\n1 {\"number\": 1}") && text.contains("\n100 {\"number\": 100}\n```"))
        #expect(text.contains(" of 100 left out: over the limit]"))
        #expect(
            text.contains("Line 40 of the feedback.") && text.contains(String(repeating: "o", count: 800)))
        #expect(text.contains("tokens: the attempts of steps 1–4; the middle of a trace.\n"))
    }

    @Test func `then the end of feedback, with inputs and outputs whole`() async throws {
        let text = try await evidence(limit: 750)
        #expect(estimatedTokens(text) <= 750)
        #expect(text.contains("> Line 1 of the feedback.") && !text.contains("Line 40 of the feedback."))
        #expect(text.contains("bytes of it left out: over the limit]"))
        #expect(
            text.contains(String(repeating: "i", count: 800))
                && text.contains(String(repeating: "o", count: 800)))
        #expect(text.contains("the middle of a trace; the end of the feedback.\n"))
    }

    @Test func `then inputs and outputs; headings stay`() async throws {
        let text = try await evidence(limit: 450)
        #expect(estimatedTokens(text) <= 450)
        #expect(
            text.contains("Input:\n\n```json\n{\"ask\": \"iii") && text.contains("Output:\n\n```text\nooo"))
        #expect(text.contains("[the last "))
        #expect(text.contains("the ends of 2 inputs or outputs.\n"))
        let least = try await evidence(limit: 1)
        for heading in [
            "# Evidence", "- Baseline: 0", "## Trials of the parent", "### ID [1]: `e`", "- Score: 5",
        ] {
            #expect(least.contains(heading))
        }
        #expect(estimatedTokens(least) < 400)
    }

    @Test func `trials push out no attempt's verdict`() async throws {
        var run = TestRun(
            .test {
                $0.budget.steps = 5
                $0.evidence.limit = 1000
                $0.evidence.trials.show = nil
            })
        run.proposer = ScriptedProposer { .writing("\([5, 3, 2, 1, 6][$0.step.number - 1])") }
        run.examples = (1...300).map { Example(id: "e\($0)", json: "{\"ask\": \($0)}", split: .train) }
        try await run.run()
        let text = try #require(await run.evidence(of: 5))
        #expect(estimatedTokens(text) <= 1000)
        for number in 1...4 { #expect(text.contains("- Step \(number): write ")) }
        #expect(text.contains("### ID [2]: `e2`") && text.contains(" to ID [300]"))
    }

    @Test func `of very many trials those that fit are told`() async throws {
        var run = TestRun(
            .test {
                $0.budget.steps = 1
                $0.evidence.limit = 1000
                $0.evidence.trials.show = nil
            })
        run.examples = (1...600).map { Example(id: "e\($0)", json: "{\"ask\": \($0)}", split: .train) }
        try await run.run()
        let text = try #require(await run.evidence(of: 1))
        #expect(estimatedTokens(text) <= 1000)
        #expect(text.contains("### ID [10]: `e10`\n\n- Score: 0\n"))
        #expect(
            text.contains(
                " to ID [600]\n\n[left out: over the limit]\n\nLeft out to stay within 1000 tokens:"))
    }
}
