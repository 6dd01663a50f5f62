import Statistics
import StudyModel

/// What several sittings measured of the same two candidates on the same examples, put together.
///
/// A look that stood alone would throw away what is known; together they are one sample, and how often it was looked at is seen to by the level.
struct LooksTogether {
    private let study: Study
    private let looks: [[RecordedEvaluation]]
    private let sides: [Evaluation]

    /// - Parameter looks: of each the evaluations of both, the candidate's last; at least one.
    init(_ looks: [[RecordedEvaluation]], study: Study) {
        self.study = study
        self.looks = looks
        sides = [0, 1].map { side in Self.join(looks.map { $0[side].evaluation }) }
    }

    /// All that was measured of the one that is compared with, and of the candidate.
    var base: Evaluation { sides[0] }
    var winner: Evaluation { sides[1] }

    /// Whether both have a score in all of them.
    var areScored: Bool { looks.allSatisfy { $0.allSatisfy { $0.evaluation.outcome == .scored } } }

    /// The value of each over all looks; empty of a single one, which needs none.
    func pooled(by evaluator: String) -> [RecordedEvaluation] {
        guard looks.count > 1, areScored else { return [] }
        return zip(sides, looks[0]).compactMap { joined, first in
            let values = Measurements(joined, objective: study.objective)
            guard let value = values.score(study.evaluator.measure.statistic) else { return nil }
            let metric = MetricSummary(
                value: value, direction: study.objective.direction, n: values.places.count, sd: nil)
            var sample = first.sample
            (sample.sitting, sample.repeats) = (nil, looks.reduce(0) { $0 + $1[0].sample.repeats })
            return RecordedEvaluation(
                of: first.of, source: .pooled, parts: looks.compactMap { $0[0].sample.sitting },
                evaluator: evaluator, sample: sample,
                Evaluation(outcome: .scored, metrics: [study.objective.metric: metric]))
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
