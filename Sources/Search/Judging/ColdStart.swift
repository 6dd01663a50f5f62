import Statistics
import StudyModel

/// Whether the first run of a sitting differs from those that follow, which warming up takes out of a comparison.
///
/// The order in which two candidates run is a coin's, so no rate of wrong acceptances depends on it; what a gain is told by does.
package enum ColdStart {
    /// How often that is said of runs that differ by chance; of several objectives each has its part.
    private static let level = 0.01

    /// Says so of the base's repeats, `nil` where the first is like the others, where candidates are warmed up, and of fewer than five.
    package static func note(on base: Evaluation, in study: Study) -> String? {
        guard !study.evaluator.deterministic, study.evaluator.warmup == 0 else { return nil }
        let cold = study.objectives.filter { objective in
            let values = objective.byRepetition(base.trials)
            guard values.count >= 5 else { return false }
            // What is told in percent differs in percent, too.
            let gains = PairGains(
                of: values, over: values.map { _ in values[values.count - 1] }, objective: objective
            ).values
            let interval = PredictionInterval(
                after: Array(gains.dropFirst()), confidence: 1 - level / Double(study.objectives.count))
            return interval.map { !$0.bounds.contains(gains[0]) } ?? false
        }
        guard !cold.isEmpty else { return nil }
        return
            "The base's first run differs from those that followed\(study.words(by: cold)), which makes gains harder to tell; "
            + "`measure.warmup: 1` runs each candidate once before what counts"
    }
}
