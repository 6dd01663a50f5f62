import Simulation
import StudyModel
import Synchronization
import Testing

@testable import Search

/// A proposer that says "not yet".
struct WaitingProposalTests {
    /// What a loop waited for, in order.
    final class Waits: RunObserver {
        private let seen = Mutex<[Int64]>([])
        var all: [Int64] { seen.withLock { $0 } }

        func observe(_ progress: Progress) async {
            if case .waiting(_, _, let until) = progress { seen.withLock { $0.append(until) } }
        }
    }

    /// A proposer that postpones the first `count` times it is asked, and then counts.
    private static func postponing(
        _ count: Int, for pause: Duration?
    ) -> ScriptedProposer {
        let asked = Mutex(0)
        return ScriptedProposer { request in
            let number = asked.withLock { number in
                number += 1
                return number
            }
            guard number <= count else { return .writing("\(request.step.number)") }
            return Proposal(
                changes: [], summary: "no change", usage: Usage(tokensIn: 10),
                failure: Failure(.attempt, "too many requests", retryAfter: pause))
        }
    }

    @Test func `a wait spends no step, and what it spent counts with the step`() async throws {
        var run = TestRun(.test { $0.budget.steps = 2 })
        run.proposer = Self.postponing(3, for: .seconds(20))
        let waits = Waits()
        let end = try await run.run(observer: waits)
        #expect(waits.all == [20, 20, 20])
        #expect(end.view.spent.steps == 2)
        let steps = await run.steps()
        #expect(steps.map(\.outcome) == [.scored, .scored, .scored])
        #expect(steps.map(\.proposerUsage.tokensIn) == [0, 30, 0])
    }

    @Test func `waits that nobody times double, and the last is cut to what is left`() {
        var plan = WaitPlan(limit: .seconds(1000))
        let untimed = Failure(.attempt, "")
        #expect(
            (0..<6).map { _ in plan.next(untimed) } == [
                .wait(.seconds(30)), .wait(.seconds(60)), .wait(.seconds(120)), .wait(.seconds(240)),
                .wait(.seconds(480)), .wait(.seconds(70)),
            ])
        #expect(plan.next(untimed) == .tooLong)
    }

    @Test func `a proposer that always says now is not asked all the time`() {
        var plan = WaitPlan(limit: .seconds(3600))
        let now = Failure(.attempt, "", retryAfter: .zero)
        #expect(
            (0..<8).map { _ in plan.next(now) } == [1, 2, 4, 8, 16, 32, 60, 60].map { .wait(.seconds($0)) })
    }

    @Test func `a limit that lasts too long stops the run, which can go on later`() async throws {
        var run = TestRun(.test { $0.budget.steps = 1 })
        run.proposer = Self.postponing(1, for: .seconds(7200))
        await #expect(
            throws: SearchError.waitsTooLong(
                step: StepID(number: 1, writer: run.repository.record.writer), for: .proposer, until: 7200,
                limit: .seconds(3600), reason: "too many requests")
        ) { try await run.run() }
        #expect(await run.steps().count == 1)
        #expect(try await run.run().view.spent.steps == 1)
    }

    @Test func `a wait that would outlast the budget's time is not begun`() async throws {
        var run = TestRun(.test { $0.budget = Budget(steps: 5, time: .seconds(600)) })
        run.proposer = Self.postponing(.max, for: .seconds(601))
        let waits = Waits()
        let end = try await run.run(observer: waits)
        #expect(end.finish.reason == .time)
        #expect(waits.all.isEmpty)
        #expect(await run.steps().count == 1)
    }

    @Test func `what every other step would meet too ends the run, and is no step`() async throws {
        var run = TestRun(.test { $0.budget.steps = 3 })
        let failure = Failure(.run, "the service does not know the key")
        run.proposer = ScriptedProposer { _ in .nothing(failure) }
        await #expect(throws: failure) { try await run.run() }
        #expect(await run.steps().count == 1)
    }

    @Test func `a person ends a wait at once`() async throws {
        var run = TestRun(.test { $0.budget.steps = 5 })
        run.proposer = Self.postponing(.max, for: .seconds(600))
        let stop = StopRequest()
        run.clock = TestClock(sleeps: .endless)
        let end = try await run.run(stop: stop, observer: Stopping(stop))
        #expect(end.finish.reason == .interrupted)
        #expect(await run.steps().count == 1)
    }

    @Test func `of a round what was proposed before stays, and the rest is asked again`() async throws {
        var run = TestRun(
            .test {
                $0.budget.steps = 3
                $0.search.round = 3
            })
        let waits = Waits()
        run.proposer = ScriptedProposer { request in
            if request.step.number == 3, waits.all.isEmpty {
                return .nothing(Failure(.attempt, "", retryAfter: .seconds(5)))
            }
            return .writing("\(request.step.number)")
        }
        #expect(try await run.run(observer: waits).view.spent.steps == 3)
        #expect(waits.all == [5])
    }

    @Test func `whoever waits for a stop is told, before and after it is made`() async {
        let stop = StopRequest()
        async let first: Void = stop.made()
        stop.make()
        await first
        await stop.made()
        let other = StopRequest()
        let waiting = Task { await other.made() }
        waiting.cancel()
        await waiting.value
        #expect(!other.isMade)
    }

    /// Stops the loop as soon as it waits.
    private struct Stopping: RunObserver {
        let stop: StopRequest

        init(_ stop: StopRequest) { self.stop = stop }

        func observe(_ progress: Progress) async {
            if case .waiting = progress { stop.make() }
        }
    }
}
