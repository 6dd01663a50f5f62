import Statistics
import StudyModel
import Text

/// What was decided about a candidate.
package struct Ruling: Hashable, Sendable {
    /// `nil` where nothing could be decided, by no fault of the candidate.
    package var verdict: Verdict?
    /// One line, as people read it.
    package var why: String
    /// With what it was compared with, by each objective of the study; empty where there was nothing to compare.
    package var comparisons: [Comparison]
    /// The sitting that measured both that were compared; `nil` where each had its own.
    package var sitting: String?

    package init(_ verdict: Verdict?, why: String, comparisons: [Comparison] = [], sitting: String? = nil) {
        self.verdict = verdict
        self.why = why
        self.comparisons = comparisons
        self.sitting = sitting
    }

    /// The comparison by the first objective.
    package var comparison: Comparison? { comparisons.first }
}

/// Decides whether a candidate is accepted, as the study's `search.accept`, `constraints` and `measure` say.
///
/// A candidate that was scored and keeps every constraint is accepted by the rule of the study. `better` asks that it gains over its parent: exactly where
/// nothing is random, else by a race of pairs (`PairRace`), or with a one-sided p-value of at most `1 - confidence` for "it gains nothing"; and that the
/// estimated gain is `min_gain` or more, which filters and is no part of the test. `not-worse` asks the same of "it is worse by `min_gain`" where runs
/// are noisy. The other rules claim nothing, nor does `not-worse` elsewhere: it takes what is as good on the same examples, `higher` what has the better
/// figure, `always` all.
///
/// Of several objectives a candidate has to be better by the rule on one, and on every other worse by `min_gain` at the most: by a test where the rule is one
/// and runs are noisy, else by the figures. Being better is then tested with that part of the error which each objective has, so that noise alone is accepted
/// no more often; that all others hold needs none of that, since each of those tests must pass (Berger, "Multiparameter hypothesis testing and acceptance
/// sampling", 1982).
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
        guard study.otherObjectives.isEmpty else {
            return judgeByAll(candidate, over: parent, paired: paired, seed: seed)
        }
        let comparer = Comparer(study: study, clusters: clusters, seed: seed)
        let comparison = comparer.compare(
            candidate, with: parent, paired: paired, interval: .oneSided,
            margin: study.search.accept.rule.margin(study.evaluator.measure.minGain))
        if study.search.accept.rule == .always {
            return Ruling(.accepted, why: Self.nothingDecided, comparisons: [comparison].compactMap { $0 })
        }
        guard let comparison else { return Ruling(.rejected, why: Self.nothingShared) }
        if let race {
            return rule(comparison, raced: comparer.look(race, at: candidate, beside: parent))
        }
        return rule(comparison, figures: comparer.figures(candidate, over: parent))
    }

    private static let nothingDecided = "whatever has a score stands, and nothing is decided"
    private static let nothingShared = "nothing was measured of both, so there is nothing to compare"

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

    private func rule(_ comparison: Comparison, figures: Double?) -> Ruling {
        // Ranks estimate another gain than the figures have, and this rule is about those.
        if study.search.accept.rule == .higher, comparison.unit.isOfRuns, let figures {
            return rule(comparison, gaining: figures)
        }
        let tail = ErrorRate.tail(study.objectiveConfidence)
        return rule(
            comparison, isShown: comparison.p.map { ErrorRate.holds($0, within: tail) },
            by: comparison.p.map { ", p \(Figure($0)), at most \(Figure(tail)) asked" } ?? "")
    }

    /// - Parameters:
    ///   - isShown: whether a test says what the rule asks; `nil` where nothing is random.
    ///   - test: what came of it.
    ///   - gain: what is asked about; by default what the comparison estimates.
    private func rule(
        _ comparison: Comparison, isShown: Bool? = nil, by test: String = "", gaining gain: Double? = nil
    ) -> Ruling {
        let accept = study.search.accept
        let gain = gain ?? comparison.gain
        let margin = study.evaluator.measure.minGain.amount(over: comparison.reference)
        let isLarge = gain > 0 && gain >= margin
        let isAccepted: Bool
        var why = "gain \(Figure(gain))"
        switch accept.rule {
        case .always: isAccepted = true
        case .notWorse where isShown == nil || comparison.unit.isOfExamples:
            isAccepted = gain >= 0
            why += ", at least 0 asked"
        case .notWorse:
            isAccepted = isShown ?? false
            why += ", at most \(Figure(margin)) less asked" + test
        case .higher, .better:
            isAccepted = isLarge && (accept.rule == .higher || isShown ?? true)
            why += margin > 0 ? ", at least \(Figure(margin)) asked" : ""
            why += accept.rule == .better ? test : ""
        }
        return Ruling(isAccepted ? .accepted : .rejected, why: why, comparisons: [comparison])
    }
}

// MARK: - Several objectives

extension Acceptance {
    /// What came of a comparison by one of several objectives.
    private struct Side {
        let comparison: Comparison
        /// Whether it is better by the rule.
        let gains: Ruling
        /// Whether it is not worse by more than that may be.
        let holds: Ruling
    }

    private func judgeByAll(_ candidate: Evaluation, over parent: Evaluation, paired: Bool, seed: UInt64)
        -> Ruling
    {
        let sides = study.objectives.compactMap {
            side(
                of: Comparer(study: study.alone(with: $0), clusters: clusters, seed: seed), candidate, parent,
                paired)
        }
        guard sides.count == study.objectives.count else { return Ruling(.rejected, why: Self.nothingShared) }
        let comparisons = sides.map(\.comparison)
        if study.search.accept.rule == .always {
            return Ruling(.accepted, why: Self.nothingDecided, comparisons: comparisons)
        }
        let better = sides.indices.filter { sides[$0].gains.verdict == .accepted }
        let chosen = better.first { place in
            sides.indices.allSatisfy { $0 == place || sides[$0].holds.verdict == .accepted }
        }
        let told = chosen ?? better.first
        let why = zip(study.objectives, sides).enumerated().map { place, both in
            let ruling = told == nil || told == place ? both.1.gains : both.1.holds
            return "\(both.0.metric): \(ruling.why)"
        }
        return Ruling(
            chosen == nil ? .rejected : .accepted, why: why.joined(separator: "; "), comparisons: comparisons)
    }

    private func side(
        of comparer: Comparer, _ candidate: Evaluation, _ parent: Evaluation, _ paired: Bool
    ) -> Side? {
        let (accept, margin) = (study.search.accept, study.evaluator.measure.minGain)
        func compare(_ margin: Gain) -> Comparison? {
            comparer.compare(candidate, with: parent, paired: paired, interval: .oneSided, margin: margin)
        }
        let asked = accept.rule.margin(margin)
        guard let comparison = compare(asked), let lenient = asked == margin ? comparison : compare(margin)
        else { return nil }
        return Side(
            comparison: comparison,
            gains: rule(comparison, figures: comparer.figures(candidate, over: parent)),
            holds: hold(lenient))
    }

    /// Whether a candidate is worse by `min_gain` at the most.
    private func hold(_ comparison: Comparison) -> Ruling {
        let accept = study.search.accept
        let margin = study.evaluator.measure.minGain.amount(over: comparison.reference)
        let isTested = accept.rule.isTest && comparison.unit.isOfRuns
        let why = "gain \(Figure(comparison.gain)), at most \(Figure(margin)) less asked"
        guard isTested, let p = comparison.p else {
            return Ruling(comparison.gain >= -margin ? .accepted : .rejected, why: why)
        }
        let tail = ErrorRate.tail(accept.confidence)
        return Ruling(
            ErrorRate.holds(p, within: tail) ? .accepted : .rejected,
            why: why + ", p \(Figure(p)), at most \(Figure(tail)) asked")
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
