import Statistics
import StudyModel

/// Whether one program tells another value the later it runs, which a figure that is stored of a parent knows nothing of.
package enum Drift {
    /// How often that is said of repeats that do not drift; of several objectives each has its part.
    private static let level = 0.05

    /// Says that the base's repeats drift by an objective, by the order in which they came (Mann 1945), where candidates are compared with what is stored of their
    /// parents; `nil` where they do not, and of fewer than five, which cannot tell.
    package static func note(on base: Evaluation, in study: Study) -> String? {
        guard study.evaluator.measure.compare == .stored, !study.evaluator.deterministic else { return nil }
        let drifting = study.objectives.filter { objective in
            let values = objective.byRepetition(base.trials)
            return values.count >= 5 && TrendTest.p(values) <= level / Double(study.objectives.count)
        }
        guard !drifting.isEmpty else { return nil }
        return "The base's repeats drift\(study.words(by: drifting)), so no rate of wrong acceptances holds; "
            + "`measure.compare: interleaved` cancels that out"
    }
}

extension Study {
    /// By which of several objectives something is so, to follow what is said of it; nothing where there is one alone.
    func words(by objectives: [Objective]) -> String {
        self.objectives.count > 1 ? " by " + objectives.map(\.metric).joined(separator: " and ") : ""
    }
}
