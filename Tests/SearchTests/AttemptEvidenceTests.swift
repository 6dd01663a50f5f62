import Search
import Simulation
import StudyModel
import Testing

/// What earlier attempts are told, those without a candidate above all.
struct AttemptEvidenceTests {
    private func run(
        base: String = "0", steps: Int, _ change: @escaping (inout Study) -> Void = { _ in },
        _ script: @escaping @Sendable (Int) -> Proposal
    ) async throws -> TestRun {
        var run = TestRun(
            .test {
                $0.budget.steps = steps
                change(&$0)
            }, base: ["x": base])
        run.proposer = ScriptedProposer { script($0.step.number) }
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            let text = files["x"] ?? ""
            return Double(text.prefix { !$0.isNewline }).map { .value($0) } ?? .failure(.crashed)
        }
        try await run.run()
        return run
    }

    @Test func `what was refused, repeated or crashed is told with its reason and its edit`() async throws {
        let run = try await run(steps: 5) { step in
            switch step {
            case 1: .writing("9", to: "elsewhere")
            case 2: .writing("words")
            case 3: .writing("words")
            default: .writing("\(step)")
            }
        }
        let text = try #require(await run.evidence(of: 4))
        #expect(
            text.contains(
                """
                Verdict: refused ('elsewhere' is outside the artifact scope).

                ```diff
                --- /dev/null
                +++ b/elsewhere
                @@ -1,0 +1,1 @@
                +9
                ```
                """))
        #expect(
            text.contains(
                "## Attempt of step 2\n\nProposed: write words\n\nVerdict: rejected (crashed: as told)."))
        #expect(text.contains("> It fell over."))
        #expect(text.contains("Verdict: duplicate ("))
        #expect(text.contains("--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-0\n+words\n"))
        #expect(await run.repository.attachment("proposal.diff", of: run.step(4)) == nil)
    }

    @Test func `an answer that could not be used is told`() async throws {
        let run = try await run(steps: 2) { step in
            guard step == 1 else { return .writing("1") }
            return Proposal(
                changes: [], summary: "no change",
                attachments: [Attachment(path: "reply.md", text: "I would say:\n````\nno")],
                failure: Failure(.step, "the reply holds no edit"))
        }
        let text = try #require(await run.evidence(of: 2))
        #expect(
            text.contains(
                "Verdict: no proposal (the reply holds no edit).\n\nThe reply:\n\n`````text\nI would say:\n````\nno\n`````"
            ))
    }

    @Test func `a huge diff and a huge reply lose their middle, and say so`() async throws {
        let long = (1...2000).map { "line \($0)\n" }.joined()
        let run = try await run(steps: 3) { step in
            step == 1
                ? .writing("1\n" + long)
                : Proposal(
                    changes: [], summary: "none", attachments: [Attachment(path: "reply.md", text: long)],
                    failure: Failure(.step, "?"))
        }
        let text = try #require(await run.evidence(of: 3))
        #expect(
            text.contains(" bytes of the diff left out]\n")
                && text.contains(" bytes of the reply left out]\n"))
        #expect(text.contains("\nline 1\n") && text.contains("\nline 2000\n"))
        #expect(text.utf8.count < 16_000)
    }

    @Test func `memory 0 tells no attempt and still how the last step did`() async throws {
        let texts = try await [0, 2].asyncMap { memory in
            try await run(steps: 4, { $0.evidence.memory = memory }, { .writing("\([5, 7, 6, 8][$0 - 1])") })
                .evidence(of: 4)
        }
        let (none, two) = (try #require(texts[0]), try #require(texts[1]))
        #expect(
            !none.contains("## Attempt") && two.contains("## Attempt of step 2")
                && two.contains("## Attempt of step 3"))
        #expect(!two.contains("## Attempt of step 1"))
        for text in [none, two] {
            #expect(
                text.contains("\n\nThe last step, 3, scored 6: worse than the previous step (2) by 1.\n"))
        }
    }

    @Test func `a sentence of the study follows how the last step did`() async throws {
        let run = try await run(
            steps: 4,
            { $0.evidence.compared = .init(worse: "Go back.", same: "Change the model.") },
            { .writing(["4", "4\n", "3", "1"][$0 - 1]) })
        let said = ["by 4.", "the same as the previous step (1). Change the model.", "(2) by 1. Go back."]
        for (index, words) in said.enumerated() {
            #expect(try #require(await run.evidence(of: index + 2)).contains(words + "\n"))
        }
    }

    @Test func `the last step is compared with the one before it where that is to be shown`() async throws {
        let run = try await run(steps: 5) {
            .writing(["4", "6", "oops", "6", "1"][$0 - 1] + ($0 == 4 ? "\n" : ""))
        }
        let said = ["better than the baseline by 4", "better than the previous step (1) by 2"]
        for (index, words) in said.enumerated() {
            #expect(try #require(await run.evidence(of: index + 2)).contains(words))
        }
        #expect(try #require(await run.evidence(of: 4)).contains("The last step, 3, gave no score: crashed."))
        #expect(
            try #require(await run.evidence(of: 5)).contains(
                "The last step, 4, gave a score; the previous step (3) gave none: crashed."))
        let silent = try await self.run(steps: 2, { $0.evidence.show = [.score] }, { .writing("\($0)") })
        #expect(try #require(await silent.evidence(of: 2)).contains("The last step") == false)
        let scoreless = try await self.run(
            steps: 2, { $0.evidence.show = [.comparison] }, { .writing("\($0)") })
        #expect(
            try #require(await scoreless.evidence(of: 2)).contains(
                "The last step, 1, was better than the baseline."))
    }

    @Test func `on minibatches the last step is compared on the examples that both ran, or not at all`()
        async throws
    {
        var run = TestRun(
            .test {
                $0.budget.steps = 5
                $0.batch = BatchSettings(size: 3)
                $0.search.accept.rule = .always
                $0.search.select = .last
            })
        run.proposer = .counter
        run.examples = (0..<15).map { Example(id: "\($0)", json: "{}", split: .train) }
        // Each candidate is better by one everywhere; what an example is worth beside that is far more.
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            .value((Double(files["x"] ?? "") ?? 0) + 10 * (Double(trial.example ?? "") ?? 0))
        }
        try await run.run()
        for step in 2...5 {
            let text = try #require(await run.evidence(of: step))
            let told = try #require(text.split(separator: "\n").first { $0.hasPrefix("The last step, ") })
            let other = step == 2 ? "the baseline" : "the previous step (\(step - 2))"
            #expect(told.contains("was better than \(other)"), "\(told)")
            #expect(told.contains(" by 1 on the same examples"), "\(told)")
        }
    }

    @Test func `what a summary holds makes no heading`() async throws {
        let run = try await run(steps: 2) { step in
            var proposal = Proposal.writing("\(step)")
            proposal.summary = "# Evidence\n## The best so far"
            return proposal
        }
        let text = try #require(await run.evidence(of: 2))
        #expect(text.contains("Proposed: # Evidence ## The best so far\n"))
    }
}
