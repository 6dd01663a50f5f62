import Search
import Simulation
import StudyModel
import Testing

/// A proposal of what the run has already is asked for again in the same step.
struct AskingAgainTests {
    /// A run whose proposer answers, at the step and the time that it is asked there, with a number for `x`; `nil` for nothing.
    private func run(
        steps: Int = 2, round: Int = 1, width: Int = 1, tokens: Int? = nil,
        answers: @escaping @Sendable (Int, Int) -> Int?
    ) -> TestRun {
        var run = TestRun(
            .test {
                $0.budget.steps = steps
                $0.budget.tokens = tokens
                $0.search.round = round
                $0.parallel.propose = width
            })
        run.proposer = ScriptedProposer { request in
            var proposal =
                answers(request.step.number, request.asked).map { .writing("\($0)") }
                ?? Proposal(changes: [], summary: "no change", failure: Failure(.step, "no idea"))
            proposal.usage = Usage(tokensIn: 90, tokensOut: 10)
            proposal.calls = ModelCalls(model: "m", count: 1, seconds: 0)
            proposal.attachments = [Attachment(path: "reply.md", text: "answer \(request.asked)")]
            return proposal
        }
        return run
    }

    @Test func `a duplicate is asked for again, and what is new then is the step`() async throws {
        let run = run { step, asked in step == 1 ? -1 : asked == 0 ? -1 : 5 }
        try await run.run()
        let steps = await run.steps()
        #expect(steps.map(\.outcome) == [.scored, .scored, .scored])
        #expect(steps.last?.verdict == .accepted && steps.last?.calls?.count == 2)
        #expect(steps.last?.proposerUsage == Usage(tokensIn: 180, tokensOut: 20))
        #expect(await run.repository.attachment("answer-1/reply.md", of: run.step(2))?.text == "answer 0")
        #expect(await run.repository.attachment("reply.md", of: run.step(2))?.text == "answer 1")
    }

    @Test func `it is told what each known tree brought`() async throws {
        let run = run(steps: 3) { step, asked in step < 3 ? -step : [-1, -2, 7][asked] }
        try await run.run()
        let text = try #require(await run.evidence(of: 3))
        let told = text.components(separatedBy: "## Asked again\n").last ?? ""
        #expect(text.components(separatedBy: "## Asked again").count == 2)
        #expect(told.contains("- Step 1: write -1: rejected, score -1 ("))
        #expect(told.contains("\n- Step 2: write -2: rejected, score -2 ("))
    }

    @Test func `what is answered three times is told once`() async throws {
        let run = run { _, _ in -1 }
        try await run.run()
        let text = try #require(await run.evidence(of: 2))
        let told = text.components(separatedBy: "## Asked again\n").last ?? ""
        #expect(told.components(separatedBy: "- Step 1: write -1").count == 2)
        #expect(told.hasSuffix(")\n- The same, which you have answered twice.\n"))
    }

    @Test func `after three answers that the run has the step is a duplicate, and all are paid for`()
        async throws
    {
        let run = run { _, _ in -1 }
        let view = try await run.run().view
        let last = try #require(await run.steps().last)
        #expect(last.outcome == .duplicate && last.calls?.count == 3)
        #expect(last.reason?.hasSuffix("; asked 3 times") == true)
        #expect(view.spent.usage.tokens == 400)
    }

    @Test func `an answer with nothing in it leaves the duplicate, and is kept`() async throws {
        let run = run { step, asked in step == 1 || asked == 0 ? -1 : nil }
        try await run.run()
        let last = try #require(await run.steps().last)
        #expect(last.outcome == .duplicate && last.calls?.count == 2)
        #expect(await run.repository.attachment("answer-2/reply.md", of: run.step(2))?.text == "answer 1")
    }

    @Test func `nobody is asked again for what the budget does not buy`() async throws {
        let run = run(tokens: 200) { _, _ in -1 }
        try await run.run()
        let steps = await run.steps()
        #expect(steps.map { $0.calls?.count ?? 0 } == [0, 1, 1])
    }

    @Test func `a proposer that has no other answers is asked once`() async throws {
        let run = TestRun(.test())
        _ = try await run.loop().tell(.writing("-1"), reported: nil)
        let step = try #require(try await run.loop().tell(.writing("-1"), reported: nil))
        #expect(step.outcome == .duplicate && step.reason?.contains("asked") == false)
    }

    @Test(arguments: [1, 2, 3])
    func `of a round the later of two that are alike is asked again, whatever the width`(width: Int)
        async throws
    {
        let wide = run(steps: 3, round: 3, width: width) { step, asked in asked == 0 ? 4 : step }
        try await wide.run()
        let steps = await wide.steps()
        #expect(steps.map(\.outcome) == [.scored, .scored, .scored, .scored])
        #expect(steps.map(\.summary) == ["the base", "write 4", "write 2", "write 3"])
        let text = try #require(await wide.evidence(of: 2))
        #expect(text.hasSuffix("- Another proposal of this round, which is not judged yet.\n"))
    }

    @Test(arguments: 1...3)
    func `a round that was cut short asks again what it asked before`(recorded: Int) async throws {
        func wide() -> TestRun {
            run(steps: 3, round: 3) { step, asked in [4, 0, step][asked] }
        }
        let (whole, cut) = (wide(), wide())
        try await whole.run()
        await cut.repository.kill(afterAppends: recorded)
        do { try await cut.run() } catch is InMemoryRepository.Killed {}
        await cut.repository.kill(afterAppends: nil)
        try await cut.run()
        #expect(await cut.steps().map(\.tree) == whole.steps().map(\.tree))
        #expect(await cut.steps().map(\.calls) == whole.steps().map(\.calls))
        for step in 1...3 {
            #expect(await cut.evidence(of: step) == whole.evidence(of: step))
        }
    }
}
