import StudyModel

/// Has sittings of a run evaluated, with patience, and says what each was measured on and how it came about.
struct PatientEvaluator {
    private let evaluator: RetryingEvaluator
    private let store: any RunStore
    private let writer: WriterID
    private let record: RunRecord
    private let examples: StudyExamples

    init(
        evaluator: any Evaluator, store: any RunStore, writer: WriterID, record: RunRecord,
        examples: StudyExamples, pauses: Pauses
    ) {
        self.evaluator = RetryingEvaluator(evaluator, pauses: pauses)
        self.store = store
        self.writer = writer
        self.record = record
        self.examples = examples
    }

    /// Evaluates a sitting, from where an earlier process left it, or takes what it would give from earlier events.
    ///
    /// Figures are taken of an evaluator that gave the same ones again, and of the base of a sweep's other runs, and never from clean slots: what closes a run is measured, and tells whether
    /// it still does.
    ///
    /// Throws `Interruption` where a person ends a wait, and `SearchError.waitsTooLong` where one would last too long.
    ///
    /// - Parameters:
    ///   - name: the sitting's name within the run.
    ///   - step: whose sitting it is.
    ///   - proven: the candidates that have a score already.
    func evaluate(_ sitting: Sitting, named name: String, of step: StepID, proven: Set<CommitID> = [])
        async throws -> [RecordedEvaluation]
    {
        let earlier = try await EarlierFigures(of: sitting, of: step, in: record, store)
        if sitting.slots == .warm, let earlier, let known = earlier.whole {
            var isTaken = earlier.isShared
            if !isTaken { isTaken = try await store.isReproducible(record.evaluator) == true }
            if isTaken { return try await take(known, for: sitting, named: name, of: step) }
        }
        let key = SittingKey(name: name, terms: terms(of: sitting))
        let (evaluations, attempts) = try await evaluator.evaluate(
            sitting, named: name, of: step, proven: proven, goingOn: RunSitting(key: key, store: store))
        if let isSame = earlier?.agree(with: evaluations) {
            try await store.keep(reproducible: isSame, of: record.evaluator)
        }
        return try record.evaluations(
            evaluations, of: sitting, named: name, attempts: attempts, all: examples.count(of: sitting.split))
    }

    /// What earlier events hold of all candidates of a sitting; nothing is run.
    private func take(
        _ known: [EarlierFigures.Candidate], for sitting: Sitting, named name: String, of step: StepID
    ) async throws -> [RecordedEvaluation] {
        let measured = MeasuredSitting(evaluations: known.map(\.evaluation))
        let evaluations = try await evaluator.evaluate(
            sitting, named: name, of: step, proven: [], goingOn: measured
        ).evaluations
        let recorded = try record.evaluations(
            evaluations, of: sitting, named: name, attempts: [], all: examples.count(of: sitting.split))
        return zip(recorded, known).map { evaluation, candidate in
            var cached = evaluation
            (cached.source, cached.from) = (.cached, candidate.event)
            return cached
        }
    }

    /// Who measures which candidates on what, by which evaluator and from which seed.
    private func terms(of sitting: Sitting) -> String {
        let set = ExampleSet(sitting.examples.map(\.id), of: sitting.examples.count)
        let terms =
            [
                writer.text, record.evaluator.id, sitting.split.rawValue, set?.digest ?? "",
                String(sitting.seed),
            ]
            + sitting.candidates.map(\.tree.text)
        return terms.joined(separator: " ")
    }
}

/// A sitting of a run, which outlives the process that it was begun by.
private struct RunSitting: BegunSitting {
    let key: SittingKey
    let store: any RunStore

    func repeats() async throws -> [Evaluation] { try await store.begun(key) }

    func keep(_ repeats: [Evaluation]) async throws { try await store.keep(repeats, of: key) }
}
