import Search
import Statistics
import StudyModel

/// What the base's repeats say of one of the study's objectives: how noisy it is, and what gain can be told.
package struct CheckedObjective: Hashable, Sendable {
    package let objective: Objective
    /// Whether all repeats of the base gave the same value.
    package let repeatsAgree: Bool
    /// The standard deviation of such values, in the metric's unit; `nil` of fewer than two.
    package let deviation: Double?
    /// The standard deviation as a share of the mean, where that means something.
    package let relativeSpread: Double?
    /// What a step, the end and the sealed test tell.
    package let tellable: [TellableGain]
    /// In what gains are told.
    package let scale: GainScale
    /// The base's score, which percent are of.
    package let reference: Double
    /// Whether all that the base has is above zero, so that percent of it mean something.
    package let isPositive: Bool
    /// Whether its scores of examples are right or wrong.
    package let hasAnswers: Bool
    /// The best that scores may come to, as far as those of the base let it seem: 1 or 0 where they lie between the two and are no answers; `nil` where they do not.
    package let end: Double?

    /// What a step over runs tells, in percent of the base's score.
    private var detectablePercent: Double? {
        guard let step = tellable.first(where: { $0.place == .step }), step.isOfRuns, isPositive else {
            return nil
        }
        return step.gain?.percent(of: reference)
    }

    func writeNoise(to line: inout ObjectWriter) {
        line.put("repeats_agree", repeatsAgree)
        line.put("sd", deviation)
        line.put("spread_percent", relativeSpread.map { $0 * 100 })
        line.put("detectable_percent", detectablePercent)
    }
}

/// What the base's repeats come to by one objective.
struct ObjectiveFigures {
    /// With that objective as the first, so that it has the part of the error that each has.
    private let study: Study
    private let base: Evaluation
    private let examples: [Example]
    /// How often the sealed examples were looked at before, in all runs of the repository.
    private let looks: Int
    /// The objective's value in each repeat, over all examples.
    private let values: [Double]
    /// The base's scores, of each example its repeats.
    private let scores: [[Double]]
    /// The same of what counts as one observation: of examples that go together each cluster's mean.
    private let observed: [[Double]]

    init(_ study: Study, place: Int, base: Evaluation, examples: [Example], looks: Int) {
        self.study = study.led(by: place)
        (self.base, self.examples, self.looks) = (base, examples, looks)
        values = self.study.objective.byRepetition(base.trials)
        scores = self.study.objective.byExample(base.trials)
        let clusters = self.study.objective.aggregate == nil ? examples.clusters : [:]
        observed = clusters.isEmpty ? scores : self.study.objective.byCluster(base.trials, clusters)
    }

    var checked: CheckedObjective {
        CheckedObjective(
            objective: objective, repeatsAgree: Set(values).count <= 1,
            deviation: deviation, relativeSpread: isPositive ? relative(deviation) : nil,
            tellable: [step, end, test].compactMap { $0 }, scale: scale, reference: reference,
            isPositive: isPositive, hasAnswers: objective.aggregate == nil && scores.joined().areAnswers,
            end: bestScore)
    }

    private var objective: Objective { study.objective }

    private var deviation: Double? { SpreadEstimate(of: [values])?.deviation }

    private func relative(_ deviation: Double?) -> Double? {
        deviation.flatMap { deviation in Summaries.mean(values).map { deviation / $0 } }
    }

    private var reference: Double { base.score(objective) ?? 0 }

    /// What the base has: of a metric that is no mean over examples as a whole.
    private var all: [Double] { objective.aggregate == nil ? Array(scores.joined()) : values }

    private var isPositive: Bool { all.allSatisfy { $0 > 0 } }

    private var scale: GainScale {
        objective.usualScale == .percent && !isPositive ? .absolute : objective.usualScale
    }

    // MARK: - Room

    /// Whether nothing can gain more than all of it: what is above zero stays there, as percent take it to.
    private var isOfAll: Bool { scale == .percent && objective.direction == .minimize }

    private var bestScore: Double? {
        guard !isOfAll, !scores.joined().areAnswers || objective.aggregate != nil,
            all.allSatisfy({ (0...1).contains($0) })
        else { return nil }
        return objective.direction == .maximize ? 1 : 0
    }

    /// The most that can be gained, as far as that is known.
    private var room: Double? {
        isOfAll ? reference : bestScore.map { DetectableGain.room(from: reference, to: $0) }
    }

    // MARK: - What is told

    private var step: TellableGain? {
        let accept = study.search.accept
        // What loses less than the margin is accepted as well as what gains, by any other rule that tests.
        guard accept.rule == .better else { return nil }
        switch ComparisonPlan(ofStepsOf: study, examples: examples) {
        case .exact: return nil
        case .examples(let count):
            return TellableGain(
                .step, observed(accept.on == .validation ? .validation : .train, count),
                gain: DetectableGain(
                    examples: count, base: observed, repeats: study.repeats, direction: objective.direction,
                    room: room, tail: ErrorRate.tail(study.objectiveConfidence)))
        case .pairs(let count): return overRuns(.pairs(count))
        case .race(let looks): return overRuns(.race(looks))
        case .samples(_, let count): return overRuns(.runs(count))
        }
    }

    private func overRuns(_ observed: TellableGain.Observed) -> TellableGain {
        TellableGain(
            .step, observed, gain: DetectableGain(ofStepsOf: study, base: values, room: room))
    }

    private var end: TellableGain? {
        if let plan = ClosingPlan(ofEndOf: study, examples: examples) { return told(.end, by: plan) }
        guard ClosingMethod(of: study, examples: examples) == .pairs, !study.evaluator.deterministic else {
            return nil
        }
        let pairs = study.evaluator.measure.confirm
        return TellableGain(
            .end, .pairs(pairs), least: ClosingPlan.leastPairs(ofEndOf: study, examples: examples),
            gain: DetectableGain(
                pairs: pairs, ofEndOf: study, base: values, room: room, tail: ClosingPlan.tail(study)))
    }

    private var test: TellableGain? {
        ClosingPlan(ofTestOf: study, examples: examples, look: looks + 1).map { told(.test, by: $0) }
    }

    private func told(_ place: TellableGain.Place, by plan: ClosingPlan) -> TellableGain {
        TellableGain(
            place, observed(plan.split, plan.observations), candidates: plan.candidates, look: plan.look,
            least: plan.lacking,
            gain: plan.detectable(
                base: observed, repeats: study.repeats, direction: objective.direction, room: room))
    }

    private func observed(_ split: Split, _ count: Int) -> TellableGain.Observed {
        study.examples?.cluster == nil ? .examples(split, count) : .clusters(split, count)
    }
}
