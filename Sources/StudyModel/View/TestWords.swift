import Text

/// What a test on the sealed examples found of its candidate, in words: by every objective of the study, in their order.
package struct TestWords {
    /// What the candidate has, with where that lies for examples like these: `0.83 [0.61 to 0.94 at 95%]`, of several objectives with their names; `nil`
    /// where it has no score.
    package let scores: String?
    /// How much better it is than what it was compared with, each with its verdict: `over sort-1:0 +23.0% [+3.2% to +27.8%], confirmed`; `nil` where there
    /// was nothing to compare.
    package let gains: String?

    /// - Parameter names: whether the objective is named where there is one alone.
    package init(_ test: TestRecord, in view: RunView, names: Bool = false) {
        let objectives = view.record.study.objectives
        let isNamed = names || objectives.count > 1
        let told = objectives.compactMap { objective in
            test.evaluation?.score(objective).map { score in
                (isNamed ? objective.metric + " " : "") + Figures.value(score)
                    + (test.interval(of: objective).map { " [" + $0.words + "]" } ?? "")
            }
        }
        scores = told.isEmpty ? nil : told.joined(separator: ", ")
        let compared = objectives.compactMap { objective in
            test.gain(by: objective).map { ObjectiveGain($0, by: objective, of: view.record.study).told }
        }
        gains = compared.isEmpty ? nil : "over \(test.rival(in: view)) " + compared.joined(separator: "; ")
    }
}

extension TestRecord {
    /// How much better the candidate is than what it was compared with by an objective that a claim was asked by; `nil` by any other.
    package func gain(by objective: Objective) -> KnownGain? {
        gains.first { $0.metric == objective.metric }.map { gain in
            KnownGain(gain, on: sample, isConfirmed: gain.isShown, by: objective)
        }
    }

    /// What it was compared with, as people name it; of another run by its commit.
    fileprivate func rival(in view: RunView) -> String {
        guard let overStep, overRun == nil else { return over?.short ?? "" }
        return Naming.step(overStep, in: view)
    }
}

extension ConfidenceInterval {
    /// `0.61 to 0.94 at 95%`.
    fileprivate var words: String {
        "\(Figures.value(low)) to \(Figures.value(high)) at \(Figures.level(confidence))"
    }
}
