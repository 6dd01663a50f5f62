/// The loop goes on with other choices, or on another machine.
package struct ResumeRecord: Hashable, Sendable {
    /// Those that changed.
    package var settings: RecordedSettings
    /// What judges from now on, where that is another one than before.
    package var evaluator: EvaluatorIdentity?
    /// The machine, where it is another one.
    package var host: HostFacts?
    /// The versions that go on, by program.
    package var programs: [String: String]
    /// The rules that go on, by part.
    package var algorithms: [String: Int]
    /// The least version that reads the run rightly from now on, where it is raised.
    package var needs: Int?
    package var recordedAt: Int64

    package init(
        settings: RecordedSettings = .init(), evaluator: EvaluatorIdentity? = nil, host: HostFacts? = nil,
        programs: [String: String] = [:], algorithms: [String: Int] = [:], needs: Int? = nil,
        recordedAt: Int64
    ) {
        self.settings = settings
        self.evaluator = evaluator
        self.host = host
        self.programs = programs
        self.algorithms = algorithms
        self.needs = needs
        self.recordedAt = recordedAt
    }

    /// Takes in what a later one says.
    mutating func add(_ later: ResumeRecord) {
        settings = settings.merging(later.settings)
        programs.merge(later.programs) { _, new in new }
        algorithms.merge(later.algorithms) { _, new in new }
        evaluator = later.evaluator ?? evaluator
        host = later.host ?? host
        needs = later.needs ?? needs
        recordedAt = later.recordedAt
    }
}

/// From now on another evaluator judges: what was measured before does not compare with what comes.
package struct EvaluatorChangeRecord: Hashable, Sendable {
    /// The new one.
    package var evaluator: EvaluatorIdentity
    /// The parts that differ.
    package var changed: [String]
    package var recordedAt: Int64

    package init(evaluator: EvaluatorIdentity, changed: [String], recordedAt: Int64) {
        self.evaluator = evaluator
        self.changed = changed
        self.recordedAt = recordedAt
    }
}
