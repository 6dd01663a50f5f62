import StudyModel

/// What is known of a parent before something is proposed on it: what the evidence tells of, and what a candidate has to beat.
struct KnownParent {
    let subject: Subject
    /// The step that scored the parent; `nil` where none did.
    let step: StepID?
    /// What that step measured, by the evaluator that judges now.
    let recorded: Evaluation?
    /// Whether it has a score by an evaluator of before alone, which says nothing now.
    let isOutdated: Bool
    /// The parent on the step's own minibatch, measured for this step because the recorded trials do not cover it.
    var measured: RecordedEvaluation?

    var fresh: Evaluation? { measured?.evaluation }

    /// What the evidence tells of: the fresh trials where there are some.
    var current: Evaluation? { fresh ?? recorded }

    /// What a candidate is compared with over these examples; `nil` for a parent that never had a score.
    func evaluation(over examples: [Example]) -> Evaluation? {
        let known = fresh.flatMap { $0.covers(examples) ? $0 : nil } ?? recorded
        return known?.outcome == .scored ? known : nil
    }

    /// Why a parent that has a score gave none on the step's minibatch, however often it was tried.
    var lapse: String? {
        guard let fresh, fresh.outcome != .scored else { return nil }
        let reason = [fresh.outcome.rawValue, fresh.reason].compactMap { $0 }.joined(separator: ": ")
        return "its parent \(subject.commit.short) gave no score on this step's examples, \(reason)"
    }
}

extension Evaluation {
    /// Tells whether every one of these examples was run.
    func covers(_ examples: [Example]) -> Bool {
        let measured = Set(trials.compactMap(\.example))
        return examples.allSatisfy { measured.contains($0.id) }
    }
}
