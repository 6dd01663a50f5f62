import Simulation
import StudyModel
import Synchronization
import Testing

@testable import Search

/// Studies that say of an evaluator what is not so.
struct RefutedDeterminismTests {
    private static let study = Study.test {
        $0.evaluator.deterministic = true
        $0.budget.steps = 4
    }

    /// Counts how often it ran, and adds that to what a program has.
    private func drifting(_ repository: InMemoryRepository, by amount: Double) -> ScriptedEvaluator {
        let runs = Mutex(0)
        return ScriptedEvaluator(repository) { files, _, _ in
            let number = runs.withLock { count in
                count += 1
                return count
            }
            return .value((Double(files["x"] ?? "") ?? 0) + amount * Double(number))
        }
    }

    @Test(arguments: [0, 0.5])
    func `what came out otherwise when it was run again is not exact, and bears no claim`(drift: Double)
        async throws
    {
        var run = TestRun(Self.study)
        run.evaluator = drifting(run.repository, by: drift)
        let end = try await run.run()
        #expect(end.finish.confirmed == (drift == 0))
        let obstacle = end.finish.compared?.obstacle
        #expect(obstacle?.contains("taken as deterministic") == (drift == 0 ? nil : true))
        let known = try #require(end.view.gain(of: end.finish.winner, over: end.view.record.base))
        #expect(known.verdict == (drift == 0 ? "confirmed" : "no claim"))
        #expect(known.origin.contains("exact") == (drift == 0))
    }

    @Test func `an evaluator that a check, or another run, found to differ bears no claim either`()
        async throws
    {
        let run = TestRun(Self.study)
        await run.repository.keep(reproducible: false, of: run.repository.record.evaluator)
        let end = try await run.run()
        #expect(!end.finish.confirmed)
        #expect(end.finish.compared?.obstacle?.contains("taken as deterministic") == true)
    }
}
