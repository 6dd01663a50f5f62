import Statistics
import StudyModel

extension Study {
    /// What is counted where examples are compared, in the plural.
    package var witnesses: String { examples?.cluster == nil ? "examples" : "clusters" }
}

/// What a comparison of the winner with the base over examples can tell, before anything is spent: at the end of a run, or on the sealed test.
package struct ClosingPlan: Hashable, Sendable {
    /// What both will have been run on.
    package let split: Split
    /// How many observations that is: examples, or clusters of them.
    package let observations: Int
    /// How many candidates are taken out at most: those that these examples score; 1 where nothing selected the winner by them.
    package let candidates: Int
    /// Which look at these examples it is, from 1: looks share one error rate.
    package let look: Int
    private let tail: Double
    /// Whether the metric is no mean over examples, so that its interval is a bootstrap's.
    private let isAggregate: Bool

    /// The plan of a run's end; `nil` where it claims nothing over examples.
    ///
    /// - Parameter look: which of the run's ends it would be, from 1.
    package init?(ofEndOf study: Study, examples: [Example], look: Int = 1) {
        switch ClosingMethod(of: study, examples: examples) {
        case .pairs, .none: return nil
        case .apart: self.init(study, examples, .confirm, candidates: 1, look: look)
        case .maximum:
            self.init(study, examples, .validation, candidates: study.budget.proposals ?? 20, look: look)
        }
    }

    /// The plan of a test of the winner; `nil` where nothing is sealed.
    ///
    /// - Parameter look: which look at the sealed examples it would be, from 1.
    package init?(ofTestOf study: Study, examples: [Example], look: Int) {
        self.init(study, examples, .test, candidates: 1, look: look)
        if observations == 0 { return nil }
    }

    private init(_ study: Study, _ examples: [Example], _ split: Split, candidates: Int, look: Int = 1) {
        self.split = split
        self.candidates = candidates
        isAggregate = study.objective.aggregate != nil
        observations = examples.observations(of: split)
        self.look = look
        tail = Self.tail(study, look: look)
    }

    /// The chance of a false claim at a look, one-sided; of several objectives by each.
    package static func tail(_ study: Study, look: Int = 1) -> Double {
        ClosingLooks.tail(ofLook: look, total: (1 - study.objectiveConfidence) / 2)
    }

    /// The least number of interleaved pairs that can bear a claim at a run's end; `nil` where it makes none of pairs, or has as many.
    ///
    /// - Parameters:
    ///   - look: which of the run's ends it would be, from 1.
    ///   - before: pairs of the same two that earlier ends ran, which count with it.
    package static func leastPairs(
        ofEndOf study: Study, examples: [Example], look: Int = 1, before: Int = 0
    ) -> Int? {
        guard ClosingMethod(of: study, examples: examples) == .pairs, !study.evaluator.deterministic else {
            return nil
        }
        let least = ComparisonPlan.least(tail: tail(study, look: look), SignedRankTest.smallestP)
        return least.flatMap { study.evaluator.measure.confirm + before < $0 ? $0 : nil }
    }

    /// Why nothing that a run's end measures can bear a claim, to follow "no claim: "; `nil` where something can.
    ///
    /// - Parameters:
    ///   - look: which of the run's ends it would be, from 1.
    ///   - before: pairs of the same two that earlier ends ran, which count with it.
    package static func shortfall(
        ofEndOf study: Study, examples: [Example], look: Int = 1, before: Int = 0
    ) -> String? {
        let words = { (count: Int, unit: String, least: Int) in
            look > 1
                ? "the run's looks share one error rate, and of its look \(look) \(least) \(unit) are the least that could claim"
                : "\(count) \(count == 1 ? "\(unit.dropLast()) is" : "\(unit) are") too few, and \(least) are the least"
        }
        if let pairs = leastPairs(ofEndOf: study, examples: examples, look: look, before: before) {
            return words(study.evaluator.measure.confirm, "interleaved pairs", pairs)
        }
        let plan = ClosingPlan(ofEndOf: study, examples: examples, look: look)
        return plan.flatMap { plan in
            plan.lacking.map { words(plan.observations, "\(plan.split.rawValue) \(study.witnesses)", $0) }
        }
    }

    /// The least number of observations that can bear a claim, with all of the evidence on one side; `nil` where there are as many.
    package var lacking: Int? {
        let least = ComparisonPlan.least(tail: tail, SignFlipTest.smallestP)
            .map { isAggregate ? max($0, Bootstrap.leastUnits) : $0 }
        return least.flatMap { observations < $0 ? $0 : nil }
    }

    /// The smallest gain that is claimed four times in five.
    ///
    /// Where the best of several candidates is taken out, each has so much of the error as if all were measured independently beside the base.
    ///
    /// - Parameters:
    ///   - base: the base's scores, of each example its repeats; of each cluster the means of its examples where those go together.
    ///   - repeats: how often each candidate is run on an example.
    ///   - direction: the objective's.
    ///   - room: the most that can be gained; `nil` where that is not known.
    package func detectable(base: [[Double]], repeats: Int, direction: Direction, room: Double?)
        -> DetectableGain?
    {
        DetectableGain(
            examples: observations, base: base, repeats: repeats, direction: direction, room: room,
            tail: MeanPlan.level(ofEachOf: candidates, tail: tail))
    }
}
