import Simulation
import StudyModel
import Synchronization
import Testing

@testable import Search

/// What models have brought is the fold of a run's steps.
struct ArmHistoryTests {
    /// What a proposer was told of the arms, by step.
    private final class Told: Sendable {
        private let state = Mutex<[Int: ArmHistory]>([:])
        var arms: [Int: ArmHistory] { state.withLock { $0 } }
        func hear(_ request: ProposalRequest) { state.withLock { $0[request.step.number] = request.arms } }
    }

    private func run(round: Int = 1, _ told: Told) -> TestRun {
        var run = TestRun(
            .test {
                $0.search.round = round
                $0.budget.steps = 6
            })
        run.proposer = ScriptedProposer { request in
            told.hear(request)
            let step = request.step.number
            var proposal = Proposal.writing(
                step % 3 == 0 ? "words" : "\(step)", edit: step % 2 == 0 ? "a" : "b")
            proposal.calls = ModelCalls(model: "m", count: 1, seconds: 0)
            return proposal
        }
        return run
    }

    @Test func `arms are named by model and form, and gain what their members gained over their parents`()
        async throws
    {
        let told = Told()
        try await run(told).run()
        let last = try #require(told.arms[6])
        let arms = ["a", "b"].map { ArmHistory.Arm(model: "m", form: $0) }
        // Step 1 gains 1, 2 and 4 gain 1 and 2 over their parents, 3 crashes, and 5 gains 1.
        let (a, b) = (last.records[arms[0]], last.records[arms[1]])
        #expect(a?.count == 2 && b?.count == 3 && last.most == 5)
        #expect(abs((a?.gain ?? 0) - (pow(0.95, 3) + 2 * 0.95)) < 1e-12)
        #expect(abs((b?.scored ?? 0) - (pow(0.95, 4) + 1)) < 1e-12)
        #expect(told.arms[1] == ArmHistory())
    }

    @Test(arguments: [1, 2, 3]) func `a run that was killed tells the same of its arms`(round: Int)
        async throws
    {
        let whole = Told()
        try await run(round: round, whole).run()
        for kill in 1...6 {
            let (told, before) = (Told(), Told())
            let cut = run(round: round, before)
            await cut.repository.kill(afterAppends: kill)
            do { try await cut.run() } catch is InMemoryRepository.Killed {}
            await cut.repository.kill(afterAppends: nil)
            var resumed = cut
            resumed.proposer = run(round: round, told).proposer
            try await resumed.run()
            for (step, arms) in told.arms { #expect(arms == whole.arms[step], "step \(step) after \(kill)") }
        }
    }

    @Test func `turns of a round know the seeds of those before them, and the arms as they were`()
        async throws
    {
        let seeds = Mutex<[Int: (own: UInt64, ahead: [UInt64])]>([:])
        var run = TestRun(
            .test {
                $0.search.round = 3
                $0.budget.steps = 6
            })
        run.proposer = ScriptedProposer { request in
            seeds.withLock { $0[request.step.number] = (request.seed, request.ahead) }
            return .writing("\(request.step.number)")
        }
        try await run.run()
        let all = seeds.withLock { $0 }
        #expect(all[4]?.ahead == [])
        #expect(all[6]?.ahead == [4, 5].compactMap { all[$0]?.own })
    }
}

private func pow(_ base: Double, _ power: Int) -> Double {
    (0..<power).reduce(1) { product, _ in product * base }
}
