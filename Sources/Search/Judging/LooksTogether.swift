import Statistics
import StudyModel

/// What several sittings measured of the same two candidates on the same examples, put together.
///
/// A look that stood alone would throw away what is known; together they are one sample, and how often it was looked at is seen to by the level.
struct LooksTogether {
    private let study: Study
    private let looks: [[RecordedEvaluation]]

    /// All that was measured of the candidate, and of the one that it is compared with; `nil` without a look.
    let sides: (candidate: Evaluation, other: Evaluation)?

    /// - Parameter looks: of each the two evaluations, the candidate's last.
    init(_ looks: [[RecordedEvaluation]], study: Study) {
        self.study = study
        self.looks = looks
        let joined = looks.isEmpty ? [] : [0, 1].map { side in Self.join(looks.map { $0[side].evaluation }) }
        sides = joined.isEmpty ? nil : (joined[1], joined[0])
    }

    /// Whether both have a score in all of them.
    var areScored: Bool { looks.allSatisfy { $0.allSatisfy { $0.evaluation.outcome == .scored } } }

    /// What all of them together were measured on; of several looks no one sitting.
    var sample: Sample? {
        guard var sample = looks.first?.first?.sample, looks.count > 1 else {
            return looks.first?.first?.sample
        }
        (sample.sitting, sample.repeats) = (nil, looks.reduce(0) { $0 + $1[0].sample.repeats })
        return sample
    }

    /// The value of each over all looks; empty of a single one, which needs none.
    func pooled(by evaluator: String) -> [RecordedEvaluation] {
        guard let sides, let sample, looks.count > 1, areScored else { return [] }
        return zip([sides.other, sides.candidate], looks[0]).compactMap { joined, first in
            guard let metrics = study.summaries(of: joined, over: nil) else { return nil }
            return RecordedEvaluation(
                of: first.of, source: .pooled, parts: looks.compactMap { $0[0].sample.sitting },
                evaluator: evaluator, sample: sample, Evaluation(outcome: .scored, metrics: metrics))
        }
    }

    /// The repetitions of later ones are counted on from those of earlier ones, so that pairs stay pairs.
    private static func join(_ evaluations: [Evaluation]) -> Evaluation {
        var joined = evaluations[0]
        for evaluation in evaluations.dropFirst() {
            let first = (joined.trials.map(\.repetition).max() ?? -1) + 1
            joined.trials += evaluation.trials.map { trial in
                var trial = trial
                trial.repetition += first
                return trial
            }
        }
        return joined
    }
}
