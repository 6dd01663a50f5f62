import Simulation
import StudyModel
import Testing

@testable import Search

/// A loop goes on from what people left standing.
struct ReviewedRunTests {
    private func review(
        _ candidate: CommitID?, _ decision: ReviewRecord.Decision, _ text: String = ""
    ) throws -> Event {
        .reviewed(
            ReviewRecord(
                candidate: try #require(candidate), decision: decision, text: text, name: "Ann",
                email: "ann@example.com", recordedAt: 0))
    }

    private func append(_ event: Event, to run: TestRun) async throws {
        try await run.repository.append(event, feedback: nil, attachments: [])
    }

    @Test func `after a rejection the next parent is the nearest candidate that stands`() async throws {
        let run = TestRun(.test { $0.budget = Budget(steps: 3) })
        let end = try await run.run()
        let steps = await run.steps()
        #expect(end.finish.winner == steps[3].candidate)
        try await append(try review(steps[3].candidate, .reject, "Breaks the ABI"), to: run)
        try await append(try review(steps[2].candidate, .reject, "And so does this"), to: run)
        let second = try await run.run(budget: Budget(steps: 4))
        let fourth = try #require(await run.steps().last)
        #expect(fourth.step.number == 4)
        #expect(fourth.parent == steps[1].candidate)
        let evidence = try #require(await run.evidence(of: 4))
        #expect(evidence.contains("## What people say"))
        #expect(evidence.contains("> Breaks the ABI"))
        #expect(evidence.contains("was rejected by a person"))
        #expect(![steps[2].candidate, steps[3].candidate].contains(second.view.best))
    }

    @Test func `a run whose winner is rejected ends anew, with another winner`() async throws {
        let run = TestRun(.test { $0.budget = Budget(steps: 3) })
        let first = try await run.run()
        try await append(try review(first.finish.winner, .reject), to: run)
        let second = try await run.run()
        #expect(second.isNew)
        #expect(second.finish.winner != first.finish.winner)
        #expect(await run.steps().count == 4)
        try await append(try review(first.finish.winner, .approve), to: run)
        #expect(try await run.run().finish.winner == first.finish.winner)
    }

    @Test func `words alone change nothing but what the proposer reads`() async throws {
        let run = TestRun(.test { $0.budget = Budget(steps: 2) })
        try await run.run()
        let steps = await run.steps()
        try await append(try review(steps[1].candidate, .comment, "Keep it short"), to: run)
        try await run.run(budget: Budget(steps: 3))
        let last = try #require(await run.steps().last)
        #expect(last.parent == steps[2].candidate)
        #expect(await run.evidence(of: 3)?.contains("> Keep it short") == true)
    }

    @Test func `after an undone step the loop proposes a new one from where it was before`() async throws {
        let run = TestRun(.test { $0.budget = Budget(steps: 3) })
        let end = try await run.run()
        let steps = await run.steps()
        let undo = UndoRecord(event: InMemoryRepository.eventID(3), recordedAt: 0)
        try await append(.undone(undo), to: run)
        let spent = end.view.spent
        let second = try await run.run(budget: Budget(steps: 4))
        let fourth = try #require(await run.steps().last)
        #expect(fourth.step.number == 4)
        #expect(fourth.parent == steps[2].candidate)
        #expect(fourth.candidate != steps[3].candidate)
        #expect(second.view.spent.steps == spent.steps + 1)
        #expect(second.view.nextStep(of: run.repository.record.writer) == 5)
    }
}
