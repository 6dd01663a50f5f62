import Statistics
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
/// nothing is random, else by a race of pairs (`PairRace`), or with a one-sided p-value of at most `1 - confidence` for "it gains nothing"; and that the
/// estimated gain is `min_gain` or more, which filters and is no part of the test. `not-worse` asks the same of "it is worse by `min_gain`" where runs
/// are noisy. The other rules claim nothing, nor does `not-worse` elsewhere: it takes what is as good on the same examples, `higher` what has the better
/// figure, `always` all.
package struct Acceptance: Sendable {
    private let study: Study
    private let clusters: [String: String]

    /// - Parameter clusters: by ID, the cluster of each example that is of one.
    package init(_ study: Study, clusters: [String: String] = [:]) {
        self.study = study
        self.clusters = clusters
    }

    /// Judges a candidate against its parent; `nil` for a parent that never had a score, over which any is a gain.
    ///
    /// One that has none just now lets nothing be decided.
    ///
    /// `paired` tells whether both were measured in one sitting, and `race` is what ended that; `seed` is where the random part of a test derives from.
    package func judge(
        _ candidate: Evaluation, over parent: Evaluation?, paired: Bool, by race: PairRace? = nil,
        seed: UInt64
    ) -> Ruling {
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
        let comparer = Comparer(study: study, clusters: clusters, seed: seed)
        let comparison = comparer.compare(
            candidate, with: parent, paired: paired, interval: .oneSided,
            margin: study.search.accept.rule.margin(study.evaluator.measure.minGain))
        if study.search.accept.rule == .always {
            return Ruling(.accepted, why: "every scored candidate is accepted", comparison: comparison)
        }
        guard let comparison else {
            return Ruling(.rejected, why: "nothing was measured of both, so there is nothing to compare")
        }
        if let race {
            return rule(comparison, raced: comparer.look(race, at: candidate, beside: parent))
        }
        return rule(comparison)
    }

    private static func parentFailed(_ parent: Evaluation?) -> String {
        ["its parent gave no score beside it", parent?.reason ?? parent?.outcome.rawValue].text
    }

    /// What a race came to; its pairs say nothing more than that, so no p and no bound are made of them.
    private func rule(_ comparison: Comparison, raced look: Race.Look) -> Ruling {
        var comparison = comparison
        comparison.test = Race.name
        (comparison.low, comparison.p) = (nil, nil)
        let needed = look.needed.map { "at least \($0) asked" } ?? "too few to accept"
        let ending = look.decision == .giveUp ? "given up" : needed
        return rule(
            comparison, isShown: look.decision == .accept,
            by: ", rank sum \(look.statistic) after \(comparison.n) pairs, \(ending)")
    }

    private func rule(_ comparison: Comparison) -> Ruling {
        let tail = ComparisonPlan.tail(study.search.accept.confidence)
        return rule(
            comparison, isShown: comparison.p.map { $0 <= tail },
            by: comparison.p.map { ", p \(Figure($0)), at most \(Figure(tail)) asked" } ?? "")
    }

    /// - Parameters:
    ///   - isShown: whether a test says what the rule asks; `nil` where nothing is random.
    ///   - test: what came of it.
    private func rule(_ comparison: Comparison, isShown: Bool?, by test: String) -> Ruling {
        let accept = study.search.accept
        let margin = study.evaluator.measure.minGain.amount(over: comparison.reference)
        let isLarge = comparison.gain > 0 && comparison.gain >= margin
        let isAccepted: Bool
        var why = "gain \(Figure(comparison.gain))"
        switch accept.rule {
        case .always: isAccepted = true
        case .notWorse where isShown == nil || comparison.unit == .example:
            isAccepted = comparison.gain >= 0
            why += ", not less than nothing asked"
        case .notWorse:
            isAccepted = isShown ?? false
            why += ", at most \(Figure(margin)) less asked" + test
        case .higher, .better:
            isAccepted = isLarge && (accept.rule == .higher || isShown ?? true)
            why += margin > 0 ? ", at least \(Figure(margin)) asked" : ""
            why += accept.rule == .better ? test : ""
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
