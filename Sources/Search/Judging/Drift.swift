import Statistics
import StudyModel

/// Whether one program tells another value the later it runs, which a figure that is stored of a parent knows nothing of.
package enum Drift {
    /// Says that the base's repeats drift, by the order in which they came (Mann 1945), where candidates are compared with what is stored of their
    /// parents; `nil` where they do not, and of fewer than five, which cannot tell.
    package static func note(on base: Evaluation, in study: Study) -> String? {
        guard study.evaluator.measure.compare == .stored, !study.evaluator.deterministic else { return nil }
        let values = study.objective.byRepetition(base.trials)
        guard values.count >= 5, TrendTest.p(values) <= 0.05 else { return nil }
        return "The base's repeats drift, so no rate of wrong acceptances holds; "
            + "`measure.compare: interleaved` cancels that out"
    }
}
