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
/// A candidate that was scored and keeps every constraint is accepted by the rule of the study. `better` asks that it gains over its parent: exactly where
/// nothing is random, else with a one-sided p-value of at most `1 - confidence` for "it gains nothing"; and that the estimated gain is
/// `min_gain` or more, which filters and is no part of the test. The other rules claim nothing: `not-worse` takes what is as good on the same
/// examples, `higher` what has the better figure, `always` all.
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
            candidate, with: parent, paired: paired, interval: .oneSided)
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
        let accept = study.search.accept
        let margin = study.evaluator.measure.minGain.amount(over: comparison.reference)
        let gain = "gain \(Figure(comparison.gain))"
        let isAccepted: Bool
        var why = gain + (margin > 0 ? ", at least \(Figure(margin)) asked" : "")
        switch accept.rule {
        case .always: isAccepted = true
        case .notWorse:
            isAccepted = comparison.gain >= 0
            why = gain + ", not less than nothing asked"
        case .higher: isAccepted = comparison.gain > 0 && comparison.gain >= margin
        case .better:
            let isLarge = comparison.gain > 0 && comparison.gain >= margin
            let tail = ComparisonPlan.tail(accept.confidence)
            isAccepted = isLarge && comparison.p.map { $0 <= tail } ?? true
            if let p = comparison.p { why += ", p \(Figure(p)), at most \(Figure(tail)) asked" }
        }
        return Ruling(isAccepted ? .accepted : .rejected, why: why, comparison: comparison)
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
