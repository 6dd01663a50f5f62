import StudyModel
import Text

/// What was decided about a candidate.
package struct Ruling: Hashable, Sendable {
    /// `nil` where nothing could be decided, by no fault of the candidate.
    package var verdict: Verdict?
    /// One line, as people read it.
    package var why: String
    package var comparison: Comparison?
    /// The sitting that measured both that were compared; `nil` where each had its own.
    package var sitting: String?

    package init(_ verdict: Verdict?, why: String, comparison: Comparison? = nil, sitting: String? = nil) {
        self.verdict = verdict
        self.why = why
        self.comparison = comparison
        self.sitting = sitting
    }
}

/// Decides whether a candidate is accepted, as the study's `search.accept`, `constraints` and `measure` say.
///
/// By the rule `better` one is accepted that was scored, keeps every constraint, and gains more than `min_gain` over its parent: exactly
/// where the evaluator is deterministic, else with a one-sided p-value of at most `1 - confidence` for "it gains no more".
package struct Acceptance: Sendable {
    private let study: Study

    package init(_ study: Study) { self.study = study }

    /// Judges a candidate against its parent; `nil` for a parent that never had a score, over which any is a gain.
    ///
    /// One that has none just now lets nothing be decided.
    ///
    /// `paired` tells whether both were measured in one sitting; `seed` is where the random part of a test derives from.
    package func judge(_ candidate: Evaluation, over parent: Evaluation?, paired: Bool, seed: UInt64)
        -> Ruling
    {
        guard candidate.outcome != .unmeasured else { return Ruling(nil, why: Self.parentFailed(parent)) }
        guard let score = candidate.score(study.objective) else {
            return Ruling(.rejected, why: [candidate.outcome.rawValue, candidate.reason].text)
        }
        if let broken = study.constraints.compactMap({ $0.complaint(about: candidate) }).first {
            return Ruling(.rejected, why: broken)
        }
        guard let parent else {
            return Ruling(.accepted, why: "\(Figure(score)), where its parent has no score")
        }
        guard parent.score(study.objective) != nil else { return Ruling(nil, why: Self.parentFailed(parent)) }
        let comparison = Comparer(study: study, seed: seed).compare(
            candidate, with: parent, paired: paired, margin: study.evaluator.measure.minGain,
            interval: .oneSided)
        if study.search.accept.rule == .always {
            return Ruling(.accepted, why: "every scored candidate is accepted", comparison: comparison)
        }
        guard let comparison else {
            return Ruling(.rejected, why: "nothing was measured of both, so there is nothing to compare")
        }
        return rule(comparison)
    }

    private static func parentFailed(_ parent: Evaluation?) -> String {
        ["its parent gave no score beside it", parent?.reason ?? parent?.outcome.rawValue].text
    }

    private func rule(_ comparison: Comparison) -> Ruling {
        let margin = study.evaluator.measure.minGain.amount(over: comparison.reference)
        let gain =
            "gain \(Figure(comparison.gain))" + (margin > 0 ? ", at least \(Figure(margin)) asked" : "")
        guard let p = comparison.p else {
            let better = comparison.gain > 0 && comparison.gain >= margin
            return Ruling(better ? .accepted : .rejected, why: gain, comparison: comparison)
        }
        let tail = ComparisonPlan.tail(study.search.accept.confidence)
        let bound = "p \(Figure(p)), at most \(Figure(tail)) asked"
        return Ruling(p <= tail ? .accepted : .rejected, why: "\(gain), \(bound)", comparison: comparison)
    }
}

extension Constraint {
    /// Returns what is wrong with an evaluation, or `nil` where the limit is kept.
    func complaint(about evaluation: Evaluation) -> String? {
        guard let value = evaluation.metrics[metric]?.value else {
            return "'\(metric)' was not measured, and must be \(relation.rawValue) \(Figure(limit))"
        }
        return holds(for: value)
            ? nil : "'\(metric)' is \(Figure(value)), and must be \(relation.rawValue) \(Figure(limit))"
    }
}

extension [String?] {
    /// The parts there are, joined with a colon.
    fileprivate var text: String { compactMap { $0 }.joined(separator: ": ") }
}
