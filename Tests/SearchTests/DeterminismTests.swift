import Search
import Simulation
import StudyModel
import Testing

/// The same study and seed give the same trees and verdicts, whatever happens on the way.
struct DeterminismTests {
    private func study(round: Int = 1, width: Int = 1) -> Study {
        .test {
            $0.budget.steps = 12
            $0.search.round = round
            $0.parallel = ParallelSettings(propose: width, evaluate: width)
        }
    }

    private func history(_ run: TestRun) async -> [Event] { await run.repository.events.filter(\.isStep) }

    private func uninterrupted(_ study: Study) async throws -> [Event] {
        var run = TestRun(study)
        run.proposer = .walk
        try await run.run()
        return await history(run).map(\.untimed)
    }

    @Test(arguments: [1, 3, 5], Array(0...14))
    func `a run that was killed after any event ends as one that was not`(round: Int, kill: Int) async throws
    {
        var run = TestRun(study(round: round))
        run.proposer = .walk
        await run.repository.kill(afterAppends: kill)
        do { try await run.run() } catch is InMemoryRepository.Killed {}
        await run.repository.kill(afterAppends: nil)
        try await run.run()
        #expect(await history(run).map(\.untimed) == (try await uninterrupted(study(round: round))))
    }

    @Test(arguments: [2, 4, 9]) func `widths change no event`(width: Int) async throws {
        let wide = try await uninterrupted(study(round: 4, width: width))
        #expect(wide == (try await uninterrupted(study(round: 4))))
    }

    @Test func `a run in helpings of whole rounds is the run in one`() async throws {
        var run = TestRun(study(round: 3))
        run.proposer = .walk
        for steps in [3, 6, 12] { try await run.run(budget: Budget(steps: steps)) }
        let trees = await run.steps().map(\.tree)
        var whole = TestRun(study(round: 3))
        whole.proposer = .walk
        try await whole.run()
        #expect(trees.count == 13)
        // A round that the budget cuts in two has its best chosen of its first part alone.
        #expect(await whole.steps().map(\.tree) == trees)
    }

    @Test func `another clone makes other steps, and knows the first one's`() async throws {
        var run = TestRun(study())
        run.proposer = .walk
        try await run.run(budget: Budget(steps: 6))
        try await run.run(writer: "00000002")
        let steps = await run.steps()
        #expect(steps.count == 13)
        #expect(steps.suffix(6).allSatisfy { $0.step.writer.text == "00000002" })
        #expect(steps.suffix(6).map(\.step.number) == Array(1...6))
        let alone = try await uninterrupted(study()).compactMap(\.record)
        #expect(steps.suffix(6).map(\.tree) != alone.suffix(6).map(\.tree))
    }

    @Test func `another seed gives another run`() async throws {
        var other = study()
        other.seed = 2
        let runs = (try await uninterrupted(study()), try await uninterrupted(other))
        #expect(runs.0.compactMap(\.record?.tree) != runs.1.compactMap(\.record?.tree))
    }
}

extension Event {
    var record: StepRecord? { if case .step(let record) = self { record } else { nil } }
    var isStep: Bool { record != nil }

    /// The event without what a clock said.
    var untimed: Event {
        guard var record else { return self }
        record.wallSeconds = 0
        return .step(record)
    }
}
