import Git
import Search
import Simulation
import StudyModel
import StudyStore
import Synchronization
import TestSupport
import Testing

/// Searches with several parents, two proposals and two evaluations at a time, whose process is killed at a write of their recording.
struct KilledPopulationTests {
    @Test(arguments: [
        StrategySettings(
            "evolve",
            [
                "islands": .number(4), "archive": .number(6), "migration": .number(6), "merge": .number(2),
            ]),
        StrategySettings("tree"),
    ])
    func `a population that was killed at any write comes to be what it would have been`(
        strategy: StrategySettings
    ) async throws {
        let (never, writes) = try await outcome(of: strategy, killedAt: nil)
        let merges = never.steps.count { $0.proposer == Turn.merger }
        #expect((merges > 0) == (strategy.name == "evolve") && never.lineages.count > 4)
        #expect(writes > 100)
        for place in KillPlaces.spread(over: writes, few: 4, many: 100) {
            let killed = try await outcome(of: strategy, killedAt: place)
            #expect(killed.writes >= place && killed.population == never, "killed at \(place)")
        }
    }

    private struct Population: Hashable {
        let steps: StepList
        let lineages: [LineageName: LineageView]
        let spent: Spent
        let branches: String
    }

    private struct Killed: Error {}

    /// Runs a search to its end; from some place on the process that begins it writes nothing more, and another goes on.
    ///
    /// Also returns to how many places before and after writes the first process came.
    private func outcome(
        of strategy: StrategySettings, killedAt place: Int?
    ) async throws -> (population: Population, writes: Int) {
        let study = Study.test {
            $0.search.strategy = strategy
            $0.search.accept.rule = .always
            $0.search.round = 4
            $0.parallel = ParallelSettings(propose: 2, evaluate: 2)
            $0.budget.steps = 24
        }
        let repository = try TemporaryRepository()
        let base = try #require(CommitID(text: try repository.commit("Begin", files: ["x": "0", "y": "0"])))
        let writes = Mutex(0)
        let victim = Failpoints { _ in
            let isDead = writes.withLock {
                $0 += 1
                return place.map { [count = $0] in count >= $0 } ?? false
            }
            if isDead { throw Killed() }
        }
        let run = try await store(repository, study).createRun(
            RunSetup(
                study: study, settings: RecordedSettings(), studyText: [], base: base,
                evaluator: EvaluatorIdentity(id: "sha256:00"))
        ).record.run
        do {
            try await play(store(repository, study, victim).open(run, for: .appending), study)
        } catch is Killed {}
        let next = try await store(repository, study).open(run, for: .appending)
        try await play(next, study)
        try repository.requireSound()
        let view = try await next.currentView()
        let population = Population(
            steps: view.steps, lineages: view.lineages, spent: view.spent,
            branches: try repository.git("for-each-ref", "refs/heads/hone"))
        return (population, writes.withLock { $0 })
    }

    /// Opens the repository as a process does: time stands still, and the writer is the same.
    private func store(_ repository: TemporaryRepository, _ study: Study, _ failpoints: Failpoints = .none)
        throws -> StudyRepository
    {
        let pace = ProjectionPace(interval: .seconds(1)) { .zero }
        return try StudyRepository(
            GitContext(at: repository.path, environment: [:]),
            options: StoreOptions(
                settingsReader: { _ in SettingsReading(study: study) }, now: { 1_700_000_000 },
                random: { 0x5eed }, sync: .none, pace: pace, failpoints: failpoints))
    }

    private func play(_ journal: RunJournal, _ study: Study) async throws {
        let loop = LearningLoop(
            store: journal, proposer: ScriptedProposer.halves, evaluator: SumEvaluator(journal: journal),
            observer: SilentObserver(), strategy: StrategyKind.makeStrategy(of: study),
            clock: TestClock(pace: .zero), date: { 0 })
        _ = try await journal.withStepLock { try await loop.run(stop: StopRequest()) }
    }
}
