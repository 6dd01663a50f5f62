import StudyModel

/// Evaluates sittings, and once more where one failed by what no candidate can cause.
///
/// An evaluator that says it may be tried again (`Failure.Scope.attempt`) is asked again after a wait, as long as a proposer would be. A candidate that
/// has a score and gives none now is tried again at once: what it was cannot have changed, so as a rule it was the evaluator or its machine
/// that failed.
package struct RetryingEvaluator: Evaluator {
    /// How often a candidate that has a score is asked for another, at most.
    static let tries = 3

    private let evaluator: any Evaluator
    private let pauses: Pauses

    init(_ evaluator: any Evaluator, pauses: Pauses) {
        self.evaluator = evaluator
        self.pauses = pauses
    }

    /// One apart from any loop: `observer` is told of waits, and nothing but cancellation ends them.
    package init(
        _ evaluator: any Evaluator, clock: some Clock<Duration>, date: @escaping @Sendable () -> Int64,
        observer: any RunObserver
    ) {
        self.init(
            evaluator,
            pauses: Pauses(clock: LoopClock(clock), date: date, observer: observer, stop: StopRequest()))
    }

    package func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        try await evaluate(sitting, named: "", of: nil, proven: [], goingOn: HeldSitting()).evaluations
    }

    /// Evaluates a sitting; what it came to, and all attempts at it.
    ///
    /// Throws `Interruption` where a person ends a wait, and where one would last too long `SearchError.waitsTooLong`, or the failure itself
    /// where no step waits.
    ///
    /// - Parameters:
    ///   - name: the sitting's name within the run.
    ///   - step: whose sitting it is; `nil` outside of a run.
    ///   - proven: the candidates that have a score already.
    ///   - begun: what earlier attempts measured, by this process or another.
    func evaluate(
        _ sitting: Sitting, named name: String, of step: StepID?, proven: Set<CommitID>,
        goingOn begun: any BegunSitting
    ) async throws -> (evaluations: [Evaluation], attempts: [EvaluationAttempt]) {
        var attempts: [EvaluationAttempt] = []
        var plan = WaitPlan(limit: ProposerSettings.usualWait)
        var lapses = 0
        // What vain attempts ran counts with the one that is kept.
        var vainRuns: [Int] = sitting.candidates.map { _ in 0 }
        while true {
            var attempt = EvaluationAttempt(id: "\(name).\(attempts.count + 1)", executor: "local")
            do {
                var evaluations = try await evaluator.evaluate(sitting, goingOn: begun)
                let lapse = Self.lapse(of: proven, in: sitting, evaluations)
                guard let lapse, lapses + 1 < Self.tries else {
                    for (index, runs) in zip(evaluations.indices, vainRuns) {
                        evaluations[index].commandRuns += runs
                    }
                    return (evaluations, attempts + [attempt])
                }
                lapses += 1
                attempt.reason = lapse
                try await begun.keep([])
                for (index, found) in zip(vainRuns.indices, evaluations) {
                    vainRuns[index] += found.commandRuns
                }
                try await pauses.sleep(.seconds(lapses))
            } catch let failure as Failure where failure.scope == .attempt {
                attempt.reason = failure.cause
                try await wait(&plan, failure, step)
            }
            attempt.end = .retried
            attempts.append(attempt)
        }
    }

    private func wait(_ plan: inout WaitPlan, _ failure: Failure, _ step: StepID?) async throws {
        let waiting = step ?? .apart
        guard case .wait(let pause) = plan.next(failure) else {
            guard let step else { throw failure }
            throw pauses.tooLong(failure, limit: plan.limit, for: .evaluator, of: step)
        }
        guard try await pauses.wait(pause, for: .evaluator, of: waiting) else { throw Interruption() }
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
