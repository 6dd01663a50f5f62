import Search
import Simulation
import StudyModel
import Synchronization
import Testing

/// What proposals are told that they may spend, and how a budget ends a run.
struct AllowanceTests {
    /// By step, what was allowed to proposals that spend 100 tokens and 0.5 each.
    private final class Seen: Sendable {
        private let list = Mutex<[Int: Allowance]>([:])
        var all: [Int: Allowance] { list.withLock { $0 } }

        var proposer: ScriptedProposer {
            ScriptedProposer { [self] request in
                list.withLock { $0[request.step.number] = request.allowance }
                return .spending(request.step.number)
            }
        }
    }

    private func allowances(_ study: Study) async throws -> [Int: Allowance] {
        let seen = Seen()
        var run = TestRun(study)
        run.proposer = seen.proposer
        try await run.run()
        return seen.all
    }

    @Test func `what a step measured before its proposer ended the run is counted with the end`() async throws
    {
        var run = TestRun(
            .test {
                $0.batch.size = 1
                $0.budget.steps = 3
                $0.search.accept.rule = .always
                // Nothing but its minibatch is run of an accepted candidate.
                $0.search.select = .last
            })
        run.examples = ["p", "q", "r"].map { Example(id: $0, json: "{}", split: .train) }
        run.proposer = ScriptedProposer { request in
            request.step.number == 1
                ? .writing("1") : Proposal(changes: [], summary: "", usage: Usage(tokensIn: 7), ends: .tokens)
        }
        let end = try await run.run()
        #expect(end.finish.reason == .tokens)
        let measured = await run.steps().reduce(0) { $0 + $1.commandRuns }
        // The winner and the base in the last comparison, and the parent on the second step's example.
        #expect(end.view.spent.trials == measured + end.finish.commandRuns)
        #expect(end.finish.commandRuns == 3)
        #expect(end.view.spent.usage.tokensIn == 7)
    }

    @Test func `a proposal is told what is left`() async throws {
        let seen = try await allowances(.test { $0.budget = Budget(steps: 3, tokens: 1000, cost: 10) })
        #expect(seen[1] == Allowance(tokens: 1000, cost: 10))
        #expect(seen[3] == Allowance(tokens: 800, cost: 9))
    }

    @Test func `without a budget nothing is bounded`() async throws {
        let seen = try await allowances(.test { $0.budget = Budget(steps: 1) })
        #expect(seen[1] == .unlimited)
    }

    @Test(arguments: [1, 3]) func `a round's proposals share alike, whatever runs in parallel`(width: Int)
        async throws
    {
        let seen = try await allowances(
            .test {
                $0.search.round = 3
                $0.parallel.propose = width
                $0.budget = Budget(steps: 6, tokens: 3000)
            })
        #expect((1...3).allSatisfy { seen[$0] == Allowance(tokens: 1000) })
        #expect((4...6).allSatisfy { seen[$0] == Allowance(tokens: 900) })
    }

    @Test func `a round that was cut short goes on with the shares that it began with`() async throws {
        let seen = Seen()
        var run = TestRun(
            .test {
                $0.search.round = 3
                $0.budget = Budget(steps: 3, tokens: 3000)
            })
        run.proposer = seen.proposer
        let killed = run
        // The base and two steps.
        await run.repository.kill(afterAppends: 3)
        await #expect(throws: InMemoryRepository.Killed.self) { try await killed.run() }
        await run.repository.kill(afterAppends: nil)
        try await run.run()
        #expect(seen.all[3] == Allowance(tokens: 1000))
    }

    @Test(arguments: [StopReason.tokens, .cost])
    func `a proposal that nothing is left for ends the run and is no step`(reason: StopReason) async throws {
        var run = TestRun(.test { $0.budget = Budget(steps: 9, tokens: 250) })
        run.proposer = ScriptedProposer { request in
            (request.allowance.tokens ?? 0) < 100
                ? Proposal(changes: [], summary: "", ends: reason) : .spending(request.step.number)
        }
        let end = try await run.run()
        #expect(end.finish.reason == reason && end.view.spent.steps == 2)
        #expect(end.view.spent.usage.tokens == 200)
        #expect(try await run.run().isNew == false)
        #expect(try await run.run(budget: Budget(steps: 3, tokens: 400)).view.spent.steps == 3)
    }

    @Test func `what a round's other proposals paid for is recorded`() async throws {
        var run = TestRun(
            .test {
                $0.search.round = 3
                $0.budget = Budget(steps: 3, tokens: 900)
            })
        run.proposer = ScriptedProposer { request in
            request.step.number == 2 ? .spending(2) : Proposal(changes: [], summary: "", ends: .tokens)
        }
        let end = try await run.run()
        #expect(await run.steps().map(\.outcome) == [.scored, .noProposal, .scored])
        #expect(end.finish.reason == .tokens && end.view.spent.usage.tokens == 100)
    }

    @Test func `the step that spends the budget's rest is finished and recorded`() async throws {
        var run = TestRun(.test { $0.budget = Budget(steps: nil, cost: 1.2) })
        run.proposer = ScriptedProposer { .spending($0.step.number) }
        let end = try await run.run()
        #expect(end.finish.reason == .cost && end.view.spent.steps == 3)
        #expect(await run.steps().last?.outcome == .scored)
    }

    @Test func `how a model's calls went is recorded with the step`() async throws {
        var run = TestRun(.test { $0.budget.steps = 1 })
        let calls = ModelCalls(model: "tiny", count: 2, seconds: 1.5)
        run.proposer = ScriptedProposer { request in
            var proposal = Proposal.spending(request.step.number)
            proposal.calls = calls
            return proposal
        }
        let end = try await run.run()
        #expect(end.view.steps.last?.calls == calls)
    }
}

extension Proposal {
    fileprivate static func spending(_ number: Int) -> Proposal {
        var proposal = Proposal.writing("\(number)")
        proposal.usage = Usage(tokensIn: 80, tokensOut: 20, cost: 0.5)
        return proposal
    }
}
