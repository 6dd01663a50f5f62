import StudyModel

/// Has sittings of a run evaluated, and once more where one failed by what no candidate can cause.
///
/// An evaluator that says it may be tried again (`Failure.Scope.attempt`) is asked again after a wait, as long as a proposer would be. A candidate that
/// has a score and gives none now is tried again at once: what it was cannot have changed, so as a rule it was the evaluator or its machine
/// that failed. All attempts are recorded with what the last one found.
struct PatientEvaluator {
    /// How often a candidate that has a score is asked for another, at most.
    static let tries = 3

    let evaluator: any Evaluator
    let record: RunRecord
    let examples: StudyExamples
    let pauses: Pauses

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
        var attempts: [EvaluationAttempt] = []
        var plan = WaitPlan(limit: ProposerSettings.usualWait)
        var lapses = 0
        // What vain attempts ran counts with the one that is kept.
        var vainRuns: [Int] = sitting.candidates.map { _ in 0 }
        while true {
            var attempt = EvaluationAttempt(id: "\(name).\(attempts.count + 1)", executor: "local")
            do {
                var evaluations = try await evaluator.evaluate(sitting)
                let lapse = Self.lapse(of: proven, in: sitting, evaluations)
                guard let lapse, lapses + 1 < Self.tries else {
                    for (index, runs) in zip(evaluations.indices, vainRuns) {
                        evaluations[index].commandRuns += runs
                    }
                    return try record.evaluations(
                        evaluations, of: sitting, named: name, attempts: attempts + [attempt],
                        all: examples.count(of: sitting.split))
                }
                lapses += 1
                attempt.reason = lapse
                for (index, found) in zip(vainRuns.indices, evaluations) {
                    vainRuns[index] += found.commandRuns
                }
                try await pauses.sleep(.seconds(lapses))
            } catch let failure as Failure where failure.scope == .attempt {
                attempt.reason = failure.cause
                guard case .wait(let pause) = plan.next(failure) else {
                    throw pauses.tooLong(failure, limit: plan.limit, for: .evaluator, of: step)
                }
                guard try await pauses.wait(pause, for: .evaluator, of: step) else { throw Interruption() }
            }
            attempt.end = .retried
            attempts.append(attempt)
        }
    }

    /// Why the first of the proven candidates that gave no score gave none.
    private static func lapse(
        of proven: Set<CommitID>, in sitting: Sitting, _ evaluations: [Evaluation]
    ) -> String? {
        zip(sitting.candidates, evaluations).first { subject, found in
            proven.contains(subject.commit) && ![.scored, .unmeasured].contains(found.outcome)
        }.map { $1.reason ?? $1.outcome.rawValue }
    }
}
