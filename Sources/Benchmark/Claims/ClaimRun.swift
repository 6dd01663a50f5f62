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
        let end: LoopEnd
        switch row.world {
        case .timings(let noise, let gain):
            let machine = NoisyMachine(
                repository, noise: noise, gain: gain, seed: Seeds.derive(study.seed, "world"))
            end = try await run(study, repository, machine, examples: [])
        case .answers(let noise, let gain):
            let examples = row.examples
            let answers = CoinAnswers(
                repository, examples: examples, noise: noise, gain: gain,
                seed: Seeds.derive(study.seed, "world"))
            end = try await run(study, repository, answers, examples: examples)
        }
        var tally = ClaimTally(runs: 1)
        tally.commandRuns = end.view.steps.last?.commandRuns ?? 0
        guard let answer = answer(of: end) else { return tally }
        tally.asked = 1
        tally.hits = answer ? 1 : 0
        return tally
    }

    private func run(
        _ study: Study, _ repository: InMemoryRepository, _ evaluator: some Evaluator, examples: [Example]
    ) async throws -> LoopEnd {
        let loop = LearningLoop(
            store: InMemoryRunStore(repository), proposer: NumberingProposer(), evaluator: evaluator,
            observer: SilentObserver(), strategy: StrategyKind.makeStrategy(of: study),
            clock: ContinuousClock(), date: { 0 }, examples: examples)
        return try await loop.run(stop: StopRequest())
    }

    private func answer(of end: LoopEnd) -> Bool? {
        switch row.question {
        case .accepted(let number):
            return end.view.steps.first { $0.step.number == number }.map { $0.verdict == .accepted }
        case .claimed: return end.finish.confirmed
        case .missed:
            guard let comparison = end.finish.comparison, let low = comparison.low,
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
