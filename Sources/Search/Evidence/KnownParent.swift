import StudyModel

/// What is known of a parent before something is proposed on it: what the evidence tells of, and what a candidate has to beat.
struct KnownParent {
    let subject: Subject
    /// The step that scored the parent; `nil` where none did.
    let step: StepID?
    /// What that step measured.
    let recorded: Evaluation?
    /// The parent on the step's own minibatch, measured for this step because the recorded trials do not cover it.
    var measured: RecordedEvaluation?

    var fresh: Evaluation? { measured?.evaluation }

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
}
