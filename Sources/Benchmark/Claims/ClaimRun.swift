import Search
import Simulation
import StudyModel

/// One run of a row: the real loop, on a store in memory and an evaluator in this process.
struct ClaimRun {
    let row: ClaimRow
    /// From 0; a run is a function of its row and this.
    let number: Int

    /// Runs it to its end, and answers the row's question.
    func tally() async throws -> ClaimTally {
        var study = row.study
        study.seed = Seeds.derive(1, row.group, row.name, String(number))
        let repository = InMemoryRepository(study)
        let seed = Seeds.derive(study.seed, "world")
        let ends: [LoopEnd]
        switch row.world {
        case .timings(let noise, let gain):
            let machine = NoisyMachine(repository, noise: noise, gain: gain, seed: seed)
            ends = try await run(study, repository, machine)
        case .answers(let noise, let gain):
            let answers = CoinAnswers(
                repository, examples: row.examples, noise: noise, gain: gain, seed: seed)
            ends = try await run(study, repository, answers)
        }
        var tally = ClaimTally(runs: 1)
        let runs = ends.last?.view.steps.last?.commandRuns ?? 0
        (tally.commandRuns, tally.squaredRuns) = (runs, runs * runs)
        guard let answer = answer(of: ends) else { return tally }
        tally.asked = 1
        tally.hits = answer ? 1 : 0
        return tally
    }

    /// Runs to each of its ends, going on after all but the last.
    private func run(
        _ study: Study, _ repository: InMemoryRepository, _ evaluator: some Evaluator
    ) async throws -> [LoopEnd] {
        var ends: [LoopEnd] = []
        for steps in row.ends {
            let loop = LearningLoop(
                store: InMemoryRunStore(repository), proposer: NumberingProposer(), evaluator: evaluator,
                observer: SilentObserver(), strategy: StrategyKind.makeStrategy(of: study),
                clock: ContinuousClock(), date: { 0 }, examples: row.examples, budget: Budget(steps: steps))
            ends.append(try await loop.run(stop: StopRequest()))
        }
        return ends
    }

    private func answer(of ends: [LoopEnd]) -> Bool? {
        switch row.question {
        case .accepted(let number):
            return ends.last?.view.steps.first { $0.step.number == number }.map { $0.verdict == .accepted }
        case .claimed: return ends.contains { $0.finish.confirmed }
        case .missed:
            guard let comparison = ends.last?.finish.comparison, let low = comparison.low,
                let high = comparison.high
            else { return nil }
            return low > 0 || high < 0
        }
    }
}

/// Writes its step's number, and that of its parent, so that every candidate is a new one and its descent can be read from it.
private struct NumberingProposer: Proposer {
    func propose(_ request: ProposalRequest) async throws -> Proposal {
        let bytes = try await request.artifact.read("x") ?? []
        let parent = Ancestry(["x": String(decoding: bytes, as: UTF8.self)])
        let text = "\(parent.number) \(request.step.number)"
        return Proposal(
            changes: [FileChange(path: "x", content: .file(Array(text.utf8), executable: false))],
            summary: "number \(request.step.number)")
    }
}

/// What the numbering proposer wrote into a candidate; the base is number 0.
struct Ancestry {
    let number: Int
    let parent: Int?

    init(_ files: InMemoryRepository.Files) {
        let numbers = (files["x"] ?? "").split(separator: " ").compactMap { Int($0) }
        number = numbers.last ?? 0
        parent = numbers.count > 1 ? numbers.first : nil
    }
}
