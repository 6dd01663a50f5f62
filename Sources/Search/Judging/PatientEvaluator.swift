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

    /// Evaluates a sitting, from where an earlier process left it.
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
        let key = SittingKey(name: name, terms: terms(of: sitting))
        let (evaluations, attempts) = try await evaluator.evaluate(
            sitting, named: name, of: step, proven: proven, goingOn: RunSitting(key: key, store: store))
        return try record.evaluations(
            evaluations, of: sitting, named: name, attempts: attempts, all: examples.count(of: sitting.split))
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
