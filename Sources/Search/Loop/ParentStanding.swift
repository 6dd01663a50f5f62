import StudyModel

/// What is known of a parent before something is proposed on it: what the evidence tells of, and what a candidate has to beat.
struct ParentStanding {
    let subject: Subject
    /// The step that scored the parent; `nil` where none did.
    let step: StepID?
    /// What that step measured.
    let recorded: Evaluation?
    /// The parent on the step's own minibatch, measured for this step because the recorded trials do not cover it.
    var fresh: Evaluation?

    /// What the evidence tells of: the fresh trials where there are some.
    var current: Evaluation? { fresh ?? recorded }

    /// What a candidate is compared with over these examples.
    func evaluation(over examples: [Example]) -> Evaluation? {
        if let fresh, fresh.outcome != .scored || fresh.covers(examples) { return fresh }
        return recorded
    }
}

extension Evaluation {
    /// Tells whether every one of these examples was run.
    func covers(_ examples: [Example]) -> Bool {
        let measured = Set(trials.compactMap(\.example))
        return examples.allSatisfy { measured.contains($0.id) }
    }

    /// Adds what was measured of the same candidate in a later sitting, whose figures stand where it has some.
    mutating func append(_ later: Evaluation) {
        if !later.metrics.isEmpty { metrics = later.metrics }
        outcome = later.outcome
        reason = later.reason
        trials += later.trials
        commandRuns += later.commandRuns
        wallSeconds += later.wallSeconds
        attachments += later.attachments
    }
}
