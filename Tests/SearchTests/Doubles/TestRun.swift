import Search
import Simulation
import StudyModel

/// A run of the loop over doubles.
struct TestRun {
    var repository: InMemoryRepository
    var proposer: ScriptedProposer = .counter
    var evaluator: ScriptedEvaluator
    var examples: [Example] = []
    var clock = TestClock()
    /// Another than the study names.
    var strategy: (any Strategy)?

    init(_ study: Study, base: InMemoryRepository.Files = ["x": "0"]) {
        repository = InMemoryRepository(study, base: base)
        evaluator = .number(repository)
    }

    /// Runs the loop as a fresh process would.
    @discardableResult
    func run(
        budget: Budget? = nil, stop: StopRequest = StopRequest(),
        observer: some RunObserver = SilentObserver(),
        writer: String = "00000001"
    ) async throws -> LoopEnd {
        try await loop(budget: budget, observer: observer, writer: writer).run(stop: stop)
    }

    /// A loop over what there is.
    func loop(
        budget: Budget? = nil, observer: any RunObserver = SilentObserver(), writer: String = "00000001"
    ) -> LearningLoop {
        LearningLoop(
            store: InMemoryRunStore(repository, writer: WriterID(text: writer)), proposer: proposer,
            evaluator: evaluator,
            observer: observer,
            strategy: strategy ?? StrategyKind.makeStrategy(of: repository.record.study), clock: clock,
            date: { 0 }, examples: examples, budget: budget)
    }

    func step(_ number: Int) -> StepID { StepID(number: number, writer: repository.record.writer) }

    /// What the proposer of a step was shown, as it was recorded.
    func evidence(of number: Int) async -> String? {
        await repository.attachment("evidence.md", of: step(number))?.text
    }

    /// The steps as they are recorded, oldest first.
    func steps() async -> [StepRecord] {
        await repository.events.compactMap { if case .step(let record) = $0 { record } else { nil } }
    }
}

extension TestRun {
    /// Plays a run of a strategy whose candidates have these scores, one after another.
    static func played(
        _ strategy: StrategySettings, scores: [Double], round: Int = 1
    ) async throws -> (run: TestRun, view: RunView, steps: [StepRecord]) {
        let kind = StrategyKind.all.first { $0.name == strategy.name }
        var run = TestRun(
            .test {
                $0.search.strategy = strategy
                $0.search.accept.rule = kind?.rule ?? .better
                $0.search.round = round
                $0.budget.steps = scores.count
            })
        run.proposer = ScriptedProposer { .writing("\(scores[$0.step.number - 1])") }
        let view = try await run.run().view
        return (run, view, await run.steps())
    }
}

extension Study {
    /// A study that maximizes a score, deterministic unless told otherwise, for 10 steps.
    static func test(_ change: (inout Study) -> Void = { _ in }) -> Study {
        var study = Study(
            name: "test", artifact: ArtifactSettings(editable: ["x", "y"]),
            evaluator: EvaluatorSettings(
                command: TimedCommand(run: .shell("true"), timeout: .seconds(1)), deterministic: true),
            objective: Objective(direction: .maximize), budget: Budget(steps: 10))
        change(&study)
        return study
    }
}

extension StepRecord {
    /// The test study's score by split; `minibatch` for that of a part of train.
    var scores: [String: Double] {
        let scores = scores(Objective(direction: .maximize)).map { score in
            (score.sample.wholeSplit?.rawValue ?? "minibatch", score.value)
        }
        return Dictionary(scores) { first, _ in first }
    }
}
