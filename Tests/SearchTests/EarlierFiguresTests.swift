import Simulation
import StudyModel
import Synchronization
import Testing

@testable import Search

/// What earlier steps measured is not run again, and nothing else comes of that.
struct EarlierFiguresTests {
    /// Judges as a study's commands would, and counts the examples that it was run on.
    private final class Counting: Evaluator {
        let inner: ScriptedEvaluator
        let runs = Mutex(0)

        init(_ inner: ScriptedEvaluator) { self.inner = inner }

        func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
            runs.withLock { $0 += sitting.candidates.count * max(1, sitting.examples.count) }
            return try await inner.evaluate(sitting).map { evaluation in
                var evaluation = evaluation
                evaluation.trials = evaluation.trials.map { trial in
                    var trial = trial
                    trial.seed = sitting.seed(of: trial.repetition)
                    trial.usage = Usage(tokensIn: 3, tokensOut: 1, cost: 0.5)
                    return trial
                }
                evaluation.wallSeconds = 8
                return evaluation
            }
        }

        func evaluate(_ sitting: Sitting, goingOn begun: any BegunSitting) async throws -> [Evaluation] {
            let known = try await begun.repeats()
            guard known.count == sitting.candidates.count else { return try await evaluate(sitting) }
            return known.map { begun in
                var evaluation = begun
                let values = begun.trials.compactMap { $0.metrics["score"] }
                let mean = values.reduce(0, +) / Double(values.count)
                evaluation.outcome = .scored
                evaluation.metrics = [
                    "score": MetricSummary(value: mean, direction: .maximize, n: values.count, sd: nil)
                ]
                if begun.feedback.isEmpty { evaluation.feedback = "It came to \(mean)." }
                return evaluation
            }
        }
    }

    /// Plays 12 steps on minibatches of 2 out of 6, of which none gains: the parent is measured again and again.
    private func play(
        knowing parts: [String: String] = ["files": "1"], reproducible: Bool? = true,
        _ change: @escaping (inout Study) -> Void = { _ in },
        score: @escaping @Sendable (InMemoryRepository.Files, Trial) -> ScriptedEvaluator.Result = {
            files, trial in
            .value(Double(trial.example ?? "").map { $0 - (Double(files["x"] ?? "") ?? 0) / 100 } ?? 0)
        }
    ) async throws -> (run: TestRun, runs: Int, end: LoopEnd) {
        let study = Study.test {
            $0.batch.size = 2
            $0.budget.steps = 12
            $0.search.accept.rule = .higher
            $0.search.select = .last
            change(&$0)
        }
        var run = TestRun(study)
        let identity = EvaluatorIdentity(id: "sha256:e", parts: parts)
        run.repository = InMemoryRepository(study, evaluator: identity)
        if let reproducible { await run.repository.keep(reproducible: reproducible, of: identity) }
        // The first step gains, so that its candidate is the parent whose trials no one step covers.
        let evaluator = Counting(
            ScriptedEvaluator(run.repository) { files, trial, _ in
                score(files["x"] == "1" ? ["x": "-50"] : files, trial)
            })
        let end = try await LearningLoop(
            store: InMemoryRunStore(run.repository), proposer: run.proposer, evaluator: evaluator,
            observer: SilentObserver(), strategy: Chain(), clock: TestClock(), date: { 0 },
            examples: (0..<6).map { Example(id: "\($0)", json: "{}", split: .train) }
        ).run(stop: StopRequest())
        return (run, evaluator.runs.withLock { $0 }, end)
    }

    private func evaluations(_ run: TestRun) async -> [RecordedEvaluation] {
        await run.steps().flatMap(\.evaluations)
    }

    @Test func `without the cache the journal is the same but for the marks`() async throws {
        let with = try await play()
        let without = try await play(knowing: [:])
        let marked = await with.run.repository.events.map(\.withoutMarks)
        #expect(await marked == without.run.repository.events.map(\.withoutMarks))
        #expect(with.runs < without.runs)
        #expect(with.end.view.spent.cached > 0)
        let (spent, whole) = (with.end.view.spent, without.end.view.spent)
        #expect(spent.trials == whole.trials && spent.updates == whole.updates)
        #expect(spent.usage == whole.usage && spent.usage.tokens > 0)
        // What a clock says of a run that takes figures up lacks what they took, and that is charged.
        for (own, other) in zip(await with.run.steps(), await without.run.steps()) {
            let charged = own.evaluations.filter { $0.source == .cached }.count
            #expect(abs(own.wallSeconds - other.wallSeconds - 8 * Double(charged)) < 1e-9)
        }
    }

    @Test func `what is taken says from which event, and that event measured it`() async throws {
        let (run, _, _) = try await play()
        let events = await run.repository.events
        let cached = await evaluations(run).filter { $0.source == .cached }
        #expect(!cached.isEmpty)
        for evaluation in cached {
            let index = try #require(
                events.indices.first { InMemoryRepository.eventID($0) == evaluation.from })
            #expect(
                events[index].evaluations.contains {
                    $0.of == evaluation.of && $0.source == .measured
                        && !Set($0.evaluation.trials.map(\.example))
                            .isDisjoint(with: evaluation.evaluation.trials.map(\.example))
                })
        }
    }

    @Test func `nothing is taken of an evaluator before it gave the same figures again`() async throws {
        let known = try await play()
        let unknown = try await play(reproducible: nil)
        let id = unknown.run.repository.record.evaluator.id
        // The first time something is measured again tells.
        #expect(await unknown.run.repository.reproducible[id] == true)
        #expect(unknown.runs > known.runs)
        #expect(unknown.end.view.spent.cached > 0)
    }

    @Test func `figures that came out differently are never taken`() async throws {
        let count = Mutex(0)
        let (run, _, end) = try await play(
            reproducible: nil,
            score: { _, _ in
                .value(
                    Double(
                        count.withLock {
                            $0 += 1
                            return $0
                        }))
            })
        #expect(await run.repository.reproducible[run.repository.record.evaluator.id] == false)
        #expect(end.view.spent.cached == 0)
    }

    @Test(
        arguments: [
            { $0.evaluator.cache = false }, { $0.evaluator.secrets = ["KEY"] },
            { $0.evaluator.sandbox.network = true }, { $0.evaluator.sandbox.read = ["/opt"] },
            { $0.evaluator.missing = .worst },
        ] as [@Sendable (inout Study) -> Void])
    func `nothing is taken where the study says so, or more decides than the identity holds`(
        change: @escaping @Sendable (inout Study) -> Void
    ) async throws {
        #expect(try await play(change).end.view.spent.cached == 0)
    }

    @Test func `of several examples that one event measured each brings its own trace, once`() async throws {
        let (run, _, end) = try await play(score: { files, trial in
            let (example, x) = (Double(trial.example ?? "") ?? 0, Double(files["x"] ?? "") ?? 0)
            return .told(example - x / 100, trace: "\(trial.example ?? "")\n")
        })
        #expect(end.view.spent.cached > 0)
        for step in await run.steps() where step.evaluations.contains(where: { $0.source == .cached }) {
            var own: [String: String] = [:]
            for evaluation in step.evaluations {
                let folder = evaluation.of == step.candidate ? "" : StepRecord.parentFolder
                for trial in evaluation.evaluation.trials {
                    own[folder + (try #require(trial.trace))] = "\(trial.example ?? "")\n"
                }
            }
            let kept = await run.repository.attachments(of: step.step)
                .filter { $0.key.contains("traces/") }
            #expect(kept.mapValues(\.text) == own)
        }
    }

    @Test func `a trial whose trace is gone is run again`() async throws {
        let score: @Sendable (InMemoryRepository.Files, Trial) -> ScriptedEvaluator.Result = { files, trial in
            .told((Double(trial.example ?? "") ?? 0) - (Double(files["x"] ?? "") ?? 0) / 100, trace: "{}\n")
        }
        let kept = try await play(score: score)
        #expect(kept.end.view.spent.cached > 0)
        let plain = try await play(knowing: [:], score: score).run
        #expect(await kept.run.evidence(of: 12) == plain.evidence(of: 12))
        let first = try #require(await kept.run.steps().first { $0.step.number == 1 })
        let event = InMemoryRepository.eventID(1)
        let whole = first.reusable(from: event, by: kept.run.repository.record.evaluator) { _ in [] }
        #expect(!whole.isEmpty)
        #expect(first.reusable(from: event, by: kept.run.repository.record.evaluator) { _ in nil }.isEmpty)
    }
}

extension Event {
    /// The event as it is where every figure was measured for it.
    fileprivate var withoutMarks: Event {
        guard case .step(var record) = untimed else { return self }
        for index in record.evaluations.indices {
            record.evaluations[index].source =
                record.evaluations[index].source == .cached ? .measured : record.evaluations[index].source
            record.evaluations[index].from = nil
            record.evaluations[index].attempts = []
        }
        return .step(record)
    }
}
