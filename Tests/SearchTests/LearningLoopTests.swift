import Search
import Simulation
import StudyModel
import Testing

struct LearningLoopTests {
    @Test func `the first event is the evaluation of the base`() async throws {
        let run = TestRun(.test { $0.budget.steps = 1 })
        try await run.run()
        let base = try #require(await run.steps().first)
        #expect(base.step.number == 0)
        #expect(base.candidate == base.parent)
        #expect(base.verdict == .accepted)
    }

    @Test func `steps climb, each from the head, and the winner is confirmed`() async throws {
        let run = TestRun(.test())
        let end = try await run.run()
        let steps = await run.steps()
        #expect(steps.count == 11)
        for (parent, child) in zip(steps, steps.dropFirst()) { #expect(child.parent == parent.candidate) }
        #expect(end.finish.reason == .steps)
        #expect(end.finish.winnerStep.number == 10)
        #expect(end.finish.confirmed)
        #expect(end.finish.comparison?.gain == 10)
        #expect(end.view.finish == end.finish)
    }

    @Test func `what makes no candidate is an event of its own`() async throws {
        var run = TestRun(.test { $0.budget.steps = 5 })
        run.proposer = ScriptedProposer { request in
            switch request.step.number {
            case 1: .writing("0")
            case 2: .writing("1", to: "z")
            case 3: .writing("0", to: "y")
            case 4: Proposal(changes: [], summary: "", failure: Failure(.step, "the reply did not parse"))
            default: Proposal(changes: [FileChange(path: "y", content: .deleted)], summary: "drop y")
            }
        }
        try await run.run()
        let steps = await run.steps().dropFirst()
        #expect(steps.map(\.outcome) == [.noProposal, .refused, .scored, .noProposal, .noProposal])
        #expect(steps.map { $0.candidate != nil } == [false, false, true, false, false])
        #expect(steps.allSatisfy { ($0.verdict == nil) == ($0.candidate == nil) })
        #expect(steps.dropFirst().first?.reason == "'z' is outside the artifact scope")
    }

    @Test func `a tree that was evaluated before is a duplicate`() async throws {
        var run = TestRun(.test { $0.budget.steps = 2 })
        run.proposer = ScriptedProposer { _ in .writing("-1") }
        try await run.run()
        #expect(await run.steps().map(\.outcome) == [.scored, .scored, .duplicate])
    }

    @Test func `where the base wins nothing is confirmed and nothing spent on it`() async throws {
        var run = TestRun(.test())
        run.proposer = ScriptedProposer { .writing("-\($0.step.number)") }
        let end = try await run.run()
        #expect(end.finish.winner == end.view.record.base)
        #expect(end.finish.comparison == nil && !end.finish.confirmed && end.finish.commandRuns == 0)
    }

    @Test func `a run at its end says so and spends nothing`() async throws {
        let run = TestRun(.test())
        let first = try await run.run()
        let events = await run.repository.events
        let second = try await run.run()
        #expect(first.isNew && !second.isNew)
        #expect(second.finish == first.finish)
        #expect(await run.repository.events == events)
    }

    @Test func `a larger budget goes on where the smaller ended`() async throws {
        let run = TestRun(.test())
        try await run.run()
        let end = try await run.run(budget: Budget(steps: 12))
        #expect(end.view.spent.steps == 12 && end.isNew)
    }

    @Test func `a person's commits are evaluated next, as a step, and stay the head`() async throws {
        let run = TestRun(.test { $0.budget.steps = 2 })
        try await run.run()
        let old = try #require(await run.steps().last?.candidate)
        let head = await run.repository.commit(["x": "-5"], on: Parents(old), note: "by hand")
        try await run.repository.append(
            .adopted(AdoptRecord(lineage: .first, head: head, previous: old, recordedAt: 0)), feedback: nil,
            attachments: [])
        try await run.run(budget: Budget(steps: 4))
        let steps = await run.steps().suffix(2)
        #expect(steps.first?.proposer == "person")
        #expect(steps.first?.candidate == head && steps.first?.parent == old)
        #expect(steps.first?.verdict == .rejected)
        #expect(steps.last?.parent == head)
        #expect(steps.last?.verdict == .accepted)
    }

    @Test func `a step whose lineage a person moved meanwhile is rejected`() async throws {
        var run = TestRun(.test { $0.budget.steps = 2 })
        let repository = run.repository
        run.proposer = ScriptedProposer { request in
            if request.step.number == 2 {
                let commit = await repository.commit(["x": "0"], on: request.parents, note: "revert")
                let base = repository.record.base
                try await repository.append(
                    .reverted(
                        RevertRecord(
                            lineage: .first, to: base, toStep: StepID(number: 0, writer: request.step.writer),
                            commit: commit, recordedAt: 0)), feedback: nil, attachments: [])
            }
            return .writing("\(request.step.number)")
        }
        let end = try await run.run()
        #expect(await run.steps().last?.verdict == .rejected)
        #expect(end.view.current.head != end.view.record.base)
        #expect(await repository.files(at: end.view.current.head) == ["x": "0"])
    }

    @Test func `over a base without a score nothing is tried`() async throws {
        let run = TestRun(.test { $0.budget.steps = 1 }, base: ["x": "broken"])
        await #expect(throws: Failure.self) { try await run.run() }
        #expect(await run.steps().isEmpty)
    }

    @Test func `every step keeps its evidence`() async throws {
        let run = TestRun(.test())
        try await run.run()
        for step in await run.steps().dropFirst() {
            #expect(await run.repository.attachment("evidence.md", of: step.step) != nil)
        }
    }
}
