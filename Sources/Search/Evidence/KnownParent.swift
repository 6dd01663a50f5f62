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
    /// Whether it became a parent by that; the base did not.
    let isSelected: Bool
    /// What later steps measured of it beside their candidates.
    let later: [Evaluation]
    /// How many candidates were compared with it before.
    let rivals: Int
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

    /// How many further runs it takes before a candidate is compared with what is stored of it.
    ///
    /// At first, where it has none that it was not selected by, as many as a candidate gets. Then over the whole another one each time; over examples,
    /// of which each run asks all, as many as a candidate gets before the second, fourth, eighth, … of those that are compared with it: a parent that
    /// stays was lucky in what it is compared by, so that must grow, if slowly.
    func furtherRuns(over examples: [Example], of repeats: Int) -> Int {
        guard !unselected(over: examples).isEmpty else {
            return isSelected || !examples.isEmpty ? repeats : 1
        }
        guard !examples.isEmpty else { return 1 }
        return rivals > 0 && Self.isDue(at: rivals) && fresh == nil ? repeats : 0
    }

    /// Whether what is stored grows with a candidate, by how many were compared with the parent before it: none, 1, 3, 7, ….
    static func isDue(at rivals: Int) -> Bool { rivals & (rivals + 1) == 0 }

    /// All runs of these examples, or of the whole, that it was not selected by, with further ones.
    func evaluation(over examples: [Example], with further: Evaluation?) -> Evaluation? {
        let all = unselected(over: examples) + [further].compactMap { $0 }
        return all.last?.outcome == .scored ? Evaluation(together: all) : all.last
    }

    /// What was measured of all these examples, or of the whole, apart from what it was selected by.
    private func unselected(over examples: [Example]) -> [Evaluation] {
        ([isSelected ? nil : recorded, fresh] + later).compactMap { $0 }.filter {
            $0.outcome == .scored && $0.covers(examples)
        }
    }

    /// Why a parent that has a score gave none on the step's minibatch, however often it was tried.
    var lapse: String? {
        guard let fresh, fresh.outcome != .scored else { return nil }
        let reason = [fresh.outcome.rawValue, fresh.reason].compactMap { $0 }.joined(separator: ": ")
        return "its parent \(subject.commit.short) gave no score on this step's examples, \(reason)"
    }
}

extension Evaluation {
    /// All runs of a candidate at several times as repetitions of one evaluation, which is the last for all else; `nil` of none.
    package init?(together evaluations: [Evaluation]) {
        guard var last = evaluations.last else { return nil }
        var repetitions: [String?: Int] = [:]
        last.trials = evaluations.flatMap(\.trials).map { trial in
            var trial = trial
            trial.repetition = repetitions[trial.example, default: 0]
            repetitions[trial.example] = trial.repetition + 1
            return trial
        }
        self = last
    }

    /// Tells whether every one of these examples was run.
    func covers(_ examples: [Example]) -> Bool {
        let measured = Set(trials.compactMap(\.example))
        return examples.allSatisfy { measured.contains($0.id) }
    }
}
