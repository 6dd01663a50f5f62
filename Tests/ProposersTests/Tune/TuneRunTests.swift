import Glibc
import Proposers
import Search
import Simulation
import StudyModel
import Testing

/// Numbers are tuned by the real loop.
struct TuneRunTests {
    /// Six fractions, of which each is best at another value.
    private static let fractions = (0..<6).map { "a\($0) = 1.0\n" }.joined()
    private static let best = [2.0, 0.5, 1.5, 3, 0.25, 1]

    private func study(_ method: TuneSettings.Method = .auto, round: Int = 9, steps: Int) -> Study {
        var study = Study(
            name: "tune", artifact: ArtifactSettings(editable: ["x"]),
            evaluator: EvaluatorSettings(
                command: TimedCommand(run: .shell("true"), timeout: .seconds(1)), deterministic: true),
            objective: Objective(direction: .minimize), proposer: .tune(TuneSettings(method: method)),
            budget: Budget(steps: steps))
        study.search.round = round
        return study
    }

    private static func values(_ text: String) -> [Double] {
        text.split(separator: "\n").compactMap { line in
            line.split(separator: " ").last.flatMap { Double($0) }
        }
    }

    /// The sum of squares of what lies between the numbers of the file and their best values.
    private static func loss(_ text: String) -> Double? {
        let values = values(text)
        guard values.count == best.count else { return nil }
        return zip(values, best).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }

    private func loop(
        _ study: Study, _ repository: InMemoryRepository, proposer: (any Proposer)? = nil
    ) -> LearningLoop {
        let tuner = TuneProposer(study.proposer.tuning ?? TuneSettings(), knobs: study.artifact.knobs)
        return LearningLoop(
            store: InMemoryRunStore(repository), proposer: proposer ?? tuner,
            evaluator: TextEvaluator(repository: repository, score: Self.loss), observer: SilentObserver(),
            strategy: StrategyKind.makeStrategy(of: study), clock: ContinuousClock(), date: { 0 },
            tuner: tuner)
    }

    private func run(_ study: Study, _ base: String = fractions) async throws -> RunView {
        let repository = InMemoryRepository(study, base: ["x": base])
        return try await loop(study, repository).run(stop: StopRequest()).view
    }

    @Test func `six fractions come to their best values`() async throws {
        let view = try await run(study(steps: 450))
        let best = try #require(view.step(of: view.best)?.score?.value)
        #expect(best < 0.2)
    }

    @Test func `a generation has one parent, which the next one need not have`() async throws {
        let view = try await run(study(steps: 63))
        let rounds = Dictionary(grouping: view.steps.filter { $0.step.number > 0 }, by: \.round)
        #expect(rounds.count == 7)
        #expect(rounds.values.allSatisfy { Set($0.map(\.parent)).count == 1 })
        #expect(Set(view.steps.map(\.parent)).count > 2)
        #expect(rounds.values.allSatisfy { round in round.count { $0.verdict == .accepted } <= 1 })
    }

    @Test func `as many points of a generation as there are numbers go in directions at right angles`()
        async throws
    {
        let study = study(steps: 9)
        let repository = InMemoryRepository(study, base: ["x": Self.fractions])
        let view = try await loop(study, repository).run(stop: StopRequest()).view
        var moves: [[Double]] = []
        for step in view.steps where (1...6).contains(step.step.number) {
            let files = await repository.files(at: try #require(step.candidate))
            // All begin at 1, and are looked at over equal factors.
            moves.append(Self.values(files["x"] ?? "").map { log($0) })
        }
        #expect(moves.count == 6)
        func product(_ one: [Double], _ other: [Double]) -> Double {
            zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
        }
        for (place, move) in moves.enumerated() {
            for other in moves[..<place] {
                let cosine =
                    product(move, other) / (product(move, move) * product(other, other)).squareRoot()
                #expect(abs(cosine) < 0.03)
            }
        }
    }

    @Test func `each step says what it set every number to`() async throws {
        let view = try await run(study(steps: 9))
        for step in view.steps where step.step.number > 0 {
            let edit = try #require(step.edit)
            #expect((0..<6).allSatisfy { edit.contains("\"a\($0)\":") })
        }
    }

    @Test(arguments: [(TuneSettings.Method.cma, 9), (.cma, 4), (.tpe, 1), (.tpe, 3)])
    func `a run that was killed proposes what it would have`(method: TuneSettings.Method, round: Int)
        async throws
    {
        let study = study(method, round: round, steps: 45)
        let whole = InMemoryRepository(study, base: ["x": Self.fractions])
        _ = try await loop(study, whole).run(stop: StopRequest())
        let killed = InMemoryRepository(study, base: ["x": Self.fractions])
        for appends in [1, 7, 11, 13] {
            await killed.kill(afterAppends: appends)
            await #expect(throws: InMemoryRepository.Killed.self) {
                try await self.loop(study, killed).run(stop: StopRequest())
            }
            await killed.forgetDrafts()
        }
        await killed.kill(afterAppends: nil)
        _ = try await loop(study, killed).run(stop: StopRequest())
        let edits = { (repository: InMemoryRepository) in
            await repository.events.map { event -> String? in
                if case .step(let step) = event { step.edit } else { nil }
            }
        }
        #expect(await edits(killed) == edits(whole))
    }

    @Test func `a run ends when all values were tried`() async throws {
        var study = study(.tpe, round: 1, steps: 60)
        study.artifact.knobs = [
            KnobSettings(name: "a0", values: .choice([1, 2])),
            KnobSettings(name: "a1", values: .range(1...3, .integer)),
        ]
        let repository = InMemoryRepository(study, base: ["x": Self.fractions])
        let end = try await loop(study, repository).run(stop: StopRequest())
        #expect(end.finish.reason == .exhausted)
        #expect(end.view.spent.steps == 5)
        let files = await repository.files(at: end.finish.winner)
        #expect(files["x"]?.hasPrefix("a0 = 2.0\na1 = 1.0\n") == true)
    }

    /// A study whose mutations are followed by what numbers alone would have gained.
    private func ceilingStudy(_ trials: Int = 40) -> Study {
        var study = study(round: 1, steps: 12)
        study.proposer = .mutation
        study.ceiling = trials
        return study
    }

    @Test func `at the end the base's numbers alone are tuned, and the run says what that gave`() async throws
    {
        let study = ceilingStudy()
        let repository = InMemoryRepository(study, base: ["x": Self.fractions])
        let view = try await loop(study, repository, proposer: MutationProposer()).run(stop: StopRequest())
            .view
        let ceiling = try #require(view.ceiling)
        #expect((30...42).contains(ceiling.commandRuns))
        let gain = try #require(view.ceilingGain)
        #expect(gain.estimate > 0)
        let best = try #require(view.step(of: view.best).flatMap { view.gainOverBase($0) })
        #expect(
            view.ceilingWords
                == "the base's numbers alone would have gained \(gain.short) in \(ceiling.commandRuns) runs of the evaluator, where the best gained \(best.short): "
                + ceiling.numbers.prefix(4).map { "x:\($0.line) 1.0 to \($0.to)" }.joined(separator: ", ")
                + " and 2 more")
        // Those that the change has, as they are written there.
        let files = await repository.files(at: try #require(ceiling.gains.first?.of))
        let lines = (files["x"] ?? "").split(separator: "\n")
        #expect(ceiling.numbers.count == 6)
        #expect(
            ceiling.numbers.allSatisfy { $0.from == "1.0" && lines[$0.line - 1].hasSuffix(" = \($0.to)") })
        // None of it is a step, a best or a closing comparison.
        #expect(view.spent.steps == 12 && view.closings.count == 1)
        #expect(view.steps.allSatisfy { $0.candidate != ceiling.gains.first?.of })
    }

    @Test func `trials for the end are kept back from the budget`() async throws {
        var study = ceilingStudy(20)
        study.budget = Budget(steps: nil, trials: 50)
        let repository = InMemoryRepository(study, base: ["x": Self.fractions])
        let end = try await loop(study, repository, proposer: MutationProposer()).run(stop: StopRequest())
        #expect(end.finish.reason == .trials)
        #expect(end.view.spent.steps == 29)
        #expect((end.view.ceiling?.commandRuns ?? 0) > 10)
        // Its last comparison is within what it has, and so is all of it within the budget but the winner's own.
        #expect((end.view.ceiling?.commandRuns ?? 0) <= 20)
    }

    @Test func `it is looked for once, whenever the loop was killed`() async throws {
        let study = ceilingStudy()
        let whole = InMemoryRepository(study, base: ["x": Self.fractions])
        let words = try await loop(study, whole, proposer: MutationProposer()).run(stop: StopRequest()).view
            .ceilingWords
        let killed = InMemoryRepository(study, base: ["x": Self.fractions])
        let loop = loop(study, killed, proposer: MutationProposer())
        for appends in [13, 1] {
            await killed.kill(afterAppends: appends)
            await #expect(throws: InMemoryRepository.Killed.self) { try await loop.run(stop: StopRequest()) }
            await killed.forgetDrafts()
        }
        await killed.kill(afterAppends: nil)
        #expect(try await loop.run(stop: StopRequest()).view.ceilingWords == words)
        let events = await killed.events.filter {
            if case .compared(let record) = $0 { record.purpose == .ceiling } else { false }
        }
        #expect(events.count == 1)
    }

    @Test func `tries of other edits and of other numbers teach nothing`() async throws {
        let tries = [EditTry(edit: "delete", gain: 1), EditTry(edit: "{\"b\":1}", gain: 1)]
        let artifact = FolderOfText(["x": Self.fractions])
        var request = ProposalRequest.made(of: artifact)
        let proposer = TuneProposer(TuneSettings(), knobs: [])
        let first = try await proposer.propose(request)
        request.tries = tries
        #expect(try await proposer.propose(request) == first)
    }
}
