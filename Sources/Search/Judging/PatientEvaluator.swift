import StudyModel

/// Has sittings of a run evaluated, with patience, and says what each was measured on and how it came about.
struct PatientEvaluator {
    private let evaluator: RetryingEvaluator
    private let record: RunRecord
    private let examples: StudyExamples

    init(evaluator: any Evaluator, record: RunRecord, examples: StudyExamples, pauses: Pauses) {
        self.evaluator = RetryingEvaluator(evaluator, pauses: pauses)
        self.record = record
        self.examples = examples
    }

    /// Evaluates a sitting.
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
        let (evaluations, attempts) = try await evaluator.evaluate(
            sitting, named: name, of: step, proven: proven)
        return try record.evaluations(
            evaluations, of: sitting, named: name, attempts: attempts, all: examples.count(of: sitting.split))
    }
}
