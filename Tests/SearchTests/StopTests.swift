import Search
import Simulation
import StudyModel
import Testing

struct StopTests {
    @Test func `a stop request ends the run after the step in flight, unconfirmed`() async throws {
        var run = TestRun(.test())
        let stop = StopRequest()
        run.proposer = ScriptedProposer { request in
            if request.step.number == 3 { stop.make() }
            return .writing("\(request.step.number)")
        }
        let end = try await run.run(stop: stop)
        #expect(end.finish.reason == .interrupted)
        #expect(end.finish.comparison == nil && end.finish.winnerStep.number == 3)
        #expect(await run.steps().count == 4)
    }

    @Test func `a resumed run makes up for the confirmation`() async throws {
        let run = TestRun(.test())
        let stop = StopRequest()
        stop.make()
        #expect(try await run.run(stop: stop).finish.reason == .interrupted)
        #expect(try await run.run().finish.confirmed)
    }

    @Test(.timeLimit(.minutes(5))) func `cancelling loses the step in flight alone`() async throws {
        var run = TestRun(.test())
        let (third, begun) = AsyncStream.makeStream(of: Void.self)
        run.proposer = ScriptedProposer { request in
            guard request.step.number == 3 else { return .writing("\(request.step.number)") }
            begun.yield()
            await StopRequest().made()
            return .writing("3")
        }
        let cancelled = run
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await cancelled.run() }
                for await _ in third { break }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
        #expect(await run.steps().map(\.step.number) == [0, 1, 2])
        #expect(await run.repository.events.count == 3)
    }

    @Test(arguments: [
        (Budget(steps: 3), StopReason.steps, 3), (Budget(steps: nil, trials: 7), .trials, 6),
        (Budget(steps: nil, time: .seconds(5)), .time, 2), (Budget(steps: nil, tokens: 100), .tokens, 4),
        (Budget(steps: nil, cost: 1), .cost, 2),
    ]) func `each budget ends the run`(budget: Budget, reason: StopReason, steps: Int) async throws {
        var run = TestRun(.test { $0.budget = budget })
        run.proposer = ScriptedProposer { request in
            var proposal = Proposal.writing("\(request.step.number)")
            proposal.usage = Usage(tokensIn: 20, tokensOut: 5, cost: 0.5)
            return proposal
        }
        let end = try await run.run()
        #expect(end.finish.reason == reason)
        #expect(end.view.spent.steps == steps)
    }

    @Test func `trials are capped before the race that could exceed them`() async throws {
        let run = TestRun(
            .test {
                $0.budget = Budget(steps: nil, trials: 44)
                $0.evaluator.deterministic = false
                $0.evaluator.measure.compare = .interleaved
            })
        let end = try await run.run()
        #expect(end.view.spent.trials - end.finish.commandRuns == 25)
    }

    @Test func `a good enough score ends the run`() async throws {
        let run = TestRun(.test { $0.stop.score = 4 })
        let end = try await run.run()
        #expect(end.finish.reason == .score && end.finish.winnerStep.number == 4)
    }

    @Test func `steps without an acceptance wear patience out`() async throws {
        var run = TestRun(.test { $0.stop.patience = 3 })
        run.proposer = ScriptedProposer {
            .writing("\($0.step.number < 3 ? $0.step.number : -$0.step.number)")
        }
        let end = try await run.run()
        #expect(end.finish.reason == .patience && end.view.spent.steps == 5)
    }

    @Test func `failures in a row end the run, and a score begins the row anew`() async throws {
        var run = TestRun(.test { $0.stop.failures = 2 })
        run.proposer = ScriptedProposer { request in
            [1, 3, 4].contains(request.step.number)
                ? .writing("broken \(request.step.number)") : .writing("\(request.step.number)")
        }
        let end = try await run.run()
        #expect(end.finish.reason == .failures && end.view.spent.steps == 4)
    }

    @Test func `a proposer with nothing left ends the run without a step`() async throws {
        var run = TestRun(.test())
        run.proposer = ScriptedProposer { request in
            request.step.number <= 2
                ? .writing("\(request.step.number)") : Proposal(changes: [], summary: "", ends: .exhausted)
        }
        let end = try await run.run()
        #expect(end.finish.reason == .exhausted && end.view.spent.steps == 2)
        #expect(try await run.run().isNew == false)
    }

    @Test func `what a person did renews patience`() async throws {
        var run = TestRun(.test { $0.stop.patience = 2 })
        run.proposer = ScriptedProposer { .writing("-\($0.step.number)") }
        let base = try await run.run().view.record.base
        let commit = await run.repository.commit(["x": "0"], on: Parents(base), note: "revert")
        let step = StepID(number: 0, writer: run.repository.record.writer)
        try await run.repository.append(
            .reverted(RevertRecord(lineage: .first, to: base, toStep: step, commit: commit, recordedAt: 0)),
            feedback: nil, attachments: [])
        #expect(try await run.run().view.spent.steps == 4)
    }

    /// Every other candidate crashes.
    private func half(_ change: (inout Study) -> Void) -> TestRun {
        var run = TestRun(.test(change))
        run.proposer = ScriptedProposer { request in
            .writing(request.step.number.isMultiple(of: 2) ? "crash" : "\(request.step.number)")
        }
        return run
    }

    @Test(arguments: [1, 2, 3])
    func `a budget of updates counts steps with a score alone, and no round takes more`(width: Int)
        async throws
    {
        let run = half {
            $0.budget = Budget(steps: nil, updates: 4)
            $0.search.round = width
        }
        let end = try await run.run()
        #expect(end.finish.reason == .updates && end.view.spent.updates == 4)
        let steps = await run.steps()
        #expect(steps.count { $0.outcome == .scored && $0.step.number > 0 } == 4)
        #expect(steps.last?.outcome == .scored)
        #expect(end.view.spent.steps == 7)
    }

    @Test func `what never has a score ends by the steps that go with updates`() async throws {
        var run = half { $0.budget = Budget(steps: Budget(updates: 2).stepsForUpdates, updates: 2) }
        run.proposer = ScriptedProposer { request in .writing("crash \(request.step.number)") }
        let end = try await run.run()
        #expect(end.finish.reason == .steps && end.view.spent.steps == 10)
    }
}
