import StudyModel

/// What earlier events of this clone hold of a sitting's candidates: the evaluation cache.
///
/// The journals have the figures; nothing is kept twice. What is found is whole trials: of the same tree, by the same evaluator, on the same example of the same
/// split, under the same seed.
struct EarlierFigures {
    /// Whether they are the base's, as another run of the same sweep measured it.
    let isShared: Bool
    /// Of each candidate all trials of the sitting, as if it had been begun and left at its end; `nil` where one of them was never run.
    let candidates: [Candidate?]

    struct Candidate {
        /// The last of the events that they are taken from.
        let event: CommitID
        let evaluation: Evaluation
    }

    /// Looks for a sitting of a step; `nil` where the study, or its evaluator, lets nothing be taken up.
    init?(of sitting: Sitting, of step: StepID, in record: RunRecord, _ store: any RunStore) async throws {
        guard record.isRemembered(step) else { return nil }
        let repetitions = record.study.evaluator.deterministic ? 1 : max(1, sitting.repeats)
        var known: [[EarlierEvaluation]] = []
        for subject in sitting.candidates {
            known.append(try await store.measured(subject.tree, by: record.evaluator))
        }
        if let sweep = record.sweepOfBase(at: step) {
            let shared = known.map { known in
                Candidate(of: sitting, repetitions, from: known.filter { $0.sweepOfBase == sweep })
            }
            if shared.allSatisfy({ $0 != nil }) {
                (isShared, candidates) = (true, shared)
                return
            }
        }
        guard record.study.takesEarlierFigures else { return nil }
        (isShared, candidates) = (false, known.map { Candidate(of: sitting, repetitions, from: $0) })
    }

    /// All candidates, where nothing of the sitting has to be run.
    var whole: [Candidate]? {
        let known = candidates.compactMap { $0 }
        return known.count == candidates.count ? known : nil
    }

    /// Tells whether a sitting that was run gave the same figures; `nil` where nothing was known of it.
    func agree(with evaluations: [Evaluation]) -> Bool? {
        let both = zip(candidates, evaluations).compactMap { known, new in
            new.outcome == .unmeasured ? nil : known.map { ($0.evaluation.figures, new.figures) }
        }
        return both.isEmpty ? nil : both.allSatisfy { $0 == $1 }
    }
}

extension EarlierFigures.Candidate {
    fileprivate init?(of sitting: Sitting, _ repetitions: Int, from earlier: [EarlierEvaluation]) {
        let alike = earlier.filter { $0.recorded.sample.split ?? .train == sitting.split }
        var taken: [(trial: Trial, source: EarlierEvaluation)] = []
        for repetition in 0..<repetitions {
            let seed = sitting.seed(of: repetition)
            for example in sitting.examples.isEmpty ? [nil] : sitting.examples.map({ Optional($0.id) }) {
                let trial = alike.lazy.compactMap { source in
                    source.recorded.evaluation.trials.first {
                        $0.example == example && $0.repetition == repetition && $0.seed == seed
                            && $0.outcome == .scored
                    }.map { ($0, source) }
                }.first
                guard let trial else { return nil }
                taken.append(trial)
            }
        }
        guard let first = taken.first else { return nil }
        event = first.source.event
        var known = Evaluation(
            outcome: .unmeasured, trials: taken.map(\.trial),
            feedback: first.source.recorded.evaluation.trials == taken.map(\.trial)
                ? first.source.recorded.evaluation.feedback : "",
            commandRuns: repetitions, wallSeconds: taken.reduce(0) { $0 + $1.source.secondsATrial },
            attachments: taken.flatMap { trial, source in
                source.recorded.evaluation.attachments.filter { $0.path == trial.trace }
            })
        known.gates = first.source.recorded.evaluation.gates
        evaluation = known
    }
}

extension EarlierEvaluation {
    /// What each of its trials took of its time.
    fileprivate var secondsATrial: Double {
        recorded.evaluation.wallSeconds / Double(max(1, recorded.evaluation.trials.count))
    }
}

extension Evaluation {
    /// All that was measured, by example.
    fileprivate var figures: [String?: [String: Double]] {
        Dictionary(trials.map { ($0.example, $0.metrics) }) { first, _ in first }
    }
}

/// A sitting that is at its end already: all of it was measured before.
struct MeasuredSitting: BegunSitting {
    let evaluations: [Evaluation]

    func repeats() -> [Evaluation] { evaluations }

    func keep(_ repeats: [Evaluation]) {}
}
