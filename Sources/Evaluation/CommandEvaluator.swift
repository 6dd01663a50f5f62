import StudyModel

/// Judges candidates by the study's commands: build, gates, then `command` once for each repeat.
///
/// All candidates of a sitting are built and pass their gates before any is measured, the last one first: the first is as a rule one that has
/// passed before. What a command does wrong becomes an outcome; only what is no candidate's fault is thrown.
package struct CommandEvaluator<Place: Executor>: Evaluator {
    private let settings: EvaluatorSettings
    private let objective: Objective
    private let others: [Objective]
    private let executor: Place
    private let clock: any Clock<Duration>
    private let reader: TrialReader

    /// Makes an evaluator whose commands run where `executor` says; `clock` measures `wallSeconds`.
    ///
    /// - Parameter others: further metrics that a result has to have.
    ///
    /// Throws `EvaluationError.badPattern` where `evaluator.results` has a regular expression that is none.
    package init(
        _ settings: EvaluatorSettings, objective: Objective, others: [Objective] = [], executor: Place,
        clock: any Clock<Duration> = ContinuousClock()
    ) throws {
        self.settings = settings
        self.objective = objective
        self.others = others
        self.executor = executor
        self.clock = clock
        reader = TrialReader(
            format: try makeResultFormat(settings.results, metric: objective.metric), objective: objective,
            others: others, missing: settings.missing)
    }

    package func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        try await evaluate(sitting, goingOn: HeldSitting())
    }

    package func evaluate(_ sitting: Sitting, goingOn begun: any BegunSitting) async throws -> [Evaluation] {
        let earlier = try await begun.repeats()
        var idle = sessions(of: sitting, begun: earlier, at: sitting.candidates.map { _ in NoWorkplace() })
        if isOver(sitting, for: idle) { return try await finish(&idle) }
        return try await executor.withWorkplaces(
            for: sitting.candidates, slots: sitting.slots
        ) { workplaces in
            var sessions = sessions(of: sitting, begun: earlier, at: workplaces)
            do {
                if try await prepare(&sessions) {
                    try await measure(&sessions, in: sitting, goingOn: begun)
                }
            } catch let failure as Failure where failure.scope == .attempt {
                try await begun.keep(Self.begun(by: sessions))
                throw failure
            }
            return try await finish(&sessions)
        }
    }

    private func sessions(
        of sitting: Sitting, begun earlier: [Evaluation], at places: [any Workplace]
    ) -> [CandidateSession] {
        zip(sitting.candidates, places).enumerated().map { index, place in
            CandidateSession(
                subject: place.0, sitting: sitting,
                begun: earlier.indices.contains(index) ? earlier[index] : nil, workplace: place.1,
                settings: settings, reader: reader, clock: clock)
        }
    }

    private func repetitions(of sitting: Sitting) -> Int {
        settings.deterministic ? 1 : max(1, sitting.repeats)
    }

    /// Whether earlier attempts left nothing to be run.
    private func isOver(_ sitting: Sitting, for sessions: [CandidateSession]) -> Bool {
        let whole = sessions.map(\.repeats).min() ?? 0
        return whole >= repetitions(of: sitting)
            || sitting.isDecided(by: sessions.map { $0.values(of: objective) })
    }

    /// The repeats that all have.
    private static func begun(by sessions: [CandidateSession]) -> [Evaluation] {
        let whole = sessions.map(\.repeats).min() ?? 0
        return sessions.map { $0.begun(whole) }
    }

    /// Makes of what the sessions measured what each candidate came to, and tidies up after them.
    private func finish(_ sessions: inout [CandidateSession]) async throws -> [Evaluation] {
        WorstValue(objectives: [objective] + others).fill(&sessions)
        let aggregator = MetricAggregator(
            statistic: settings.measure.statistic, objective: objective, others: others)
        let isCutShort = sessions.contains { !$0.isSound }
        var evaluations: [Evaluation] = []
        for session in sessions {
            let evaluation = session.evaluation(by: aggregator, isCutShort: isCutShort)
            // One that was not measured because another failed keeps its build.
            try await session.workplace.finish(after: session.isSound ? .scored : evaluation.outcome)
            evaluations.append(evaluation)
        }
        return evaluations
    }

    /// Builds the candidates and asks their gates; `false` as soon as one fails.
    private func prepare(_ sessions: inout [CandidateSession]) async throws -> Bool {
        for index in sessions.indices.reversed() {
            guard try await sessions[index].prepare() else { return false }
        }
        return true
    }

    /// Runs the trials that are left, the candidates in turn, until all are done, a race is decided or one fails.
    ///
    /// One that is begun is warmed up anew. A repeat that is the only one need not be kept.
    private func measure(
        _ sessions: inout [CandidateSession], in sitting: Sitting, goingOn begun: any BegunSitting
    ) async throws {
        let order = TrialOrder(
            candidates: sessions.count, repetitions: repetitions(of: sitting), seed: sitting.seed)
        let whole = sessions.map(\.repeats).min() ?? 0
        for _ in 0..<settings.warmup {
            for index in order.turn(of: min(whole, order.repetitions - 1)) {
                guard try await sessions[index].warmUp() else { return }
            }
        }
        for repetition in min(whole, order.repetitions)..<order.repetitions {
            if isOver(sitting, for: sessions) { return }
            for index in order.turn(of: repetition) {
                guard try await sessions[index].measure(repetition) else { return }
            }
            if order.repetitions > 1 { try await begun.keep(Self.begun(by: sessions)) }
        }
    }
}

/// Stands where nothing is left to be run.
private struct NoWorkplace: Workplace {
    func run(_ call: Call) async throws -> CallResult {
        preconditionFailure("a sitting that is over runs nothing")
    }

    func finish(after outcome: Outcome) async throws {}
}
