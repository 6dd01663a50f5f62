import Search
import StudyFile
import StudyModel
import Text
import Wiring

/// A study whose rule of acceptance is known to be one that its steps can decide by.
struct DecidedStudy {
    /// With the rule that a run goes by, and where it came from.
    let parsed: ParsedStudy
    private let plan: ComparisonPlan
    private let examples: [Example]

    /// Looks at how a study decides, before anything is spent; throws `Problem` where that never can accept.
    init(_ parsed: ParsedStudy, examples: [Example]) throws {
        let origin = parsed.settings.byKey["search.accept.rule"]?.origin
        do throws(Undecidable) {
            let rule = try RuleChoice.rule(
                of: parsed.study, isChosen: origin != .default && origin != .auto, examples: examples)
            self.parsed = parsed.accepting(by: rule)
        } catch {
            throw Problem.study(.undecidable(error))
        }
        plan = ComparisonPlan(ofStepsOf: parsed.study, examples: examples)
        self.examples = examples
    }

    private var study: Study { parsed.study }

    /// What a run can hardly tell or not at all, a sentence each.
    var notes: [String] { [step, parents, trials, closing].compactMap { $0 } }

    /// What a race can tell before anything is known of the noise.
    var race: String? {
        guard case .race(let looks) = plan, let spreads = plan.detectableSpreads(confidence: confidence),
            let pairs = plan.usualPairs(confidence: confidence)
        else { return nil }
        let asked =
            study.search.accept.rule == .notWorse
            ? "a candidate that is better than the margin by" : "a gain of"
        let idle =
            study.search.accept.rule == .notWorse
            ? "one that is worse by just the margin" : "one without a gain"
        let least =
            study.search.accept.rule == .better && study.evaluator.measure.minGain.isPositive
            ? ", but none below `min_gain`" : ""
        return
            "A step is a race of \(looks.lowerBound) to \(looks.upperBound) pairs: in four cases of five it accepts "
            + "\(asked) \(Figures.fixed(spreads, digits: 1)) times what runs of one program differ by (standard deviation)\(least), and "
            + "\(idle) takes \(Figures.fixed(pairs, digits: 1)) pairs"
    }

    private var step: String? {
        guard case .examples(let count) = plan, let power = plan.power(confidence: confidence) else {
            return nil
        }
        if study.search.accept.rule == .notWorse,
            parsed.settings.byKey["search.accept.rule"]?.origin == .auto
        {
            return
                "\(count) \(study.witnesses) a step are too few to tell what is better, so `search.accept.rule` is not-worse: "
                + "a candidate is accepted that is as good on them, which claims nothing"
        }
        guard study.search.accept.rule == .better, power < 0.2 else { return nil }
        let head = "\(count) \(study.witnesses) a step are few"
        let remedy = "more examples, not more repeats, tell more"
        guard study.objective.mayBeAnswers else { return "\(head); \(remedy)" }
        return "\(head): scored right or wrong, they accept a candidate that is right on 20 in 100 more in "
            + "\(Figures.fixed(power * 100, digits: 0))% of cases; \(remedy)"
    }

    private var parents: String? {
        guard study.examples == nil, study.otherObjectives.isEmpty,
            StrategyKind.makeStrategy(of: study).goesByExamples
        else { return nil }
        return
            "\(study.search.strategy.name) goes by single examples or several objectives and the study has "
            + "neither: the best alone is a parent"
    }

    private var trials: String? {
        let aStep = study.mostTrialsAStep(
            train: examples.count { $0.split == .train },
            validation: examples.count { $0.split == .validation })
        let kept = study.ceiling ?? 0
        guard let budget = study.budget.trials, study.repeats + aStep + kept > budget else { return nil }
        return
            "`budget.trials: \(budget)` allows no step: the base takes \(study.repeats) "
            + "\(study.repeats == 1 ? "run" : "runs") of the command, and a step may take \(aStep)"
            + (kept > 0 ? "; `proposer.ceiling` keeps \(kept) for the end" : "")
    }

    private var closing: String? {
        if let shortfall = ClosingPlan.shortfall(ofEndOf: study, examples: examples) {
            let isOfPairs = ClosingMethod(of: study, examples: examples) == .pairs
            return "The end can claim no gain: \(shortfall)"
                + (isOfPairs ? " (`evaluator.measure.confirm`)" : "")
        }
        guard let obstacle = ClosingMethod(of: study, examples: examples).obstacle else { return nil }
        return "The end can claim no gain: \(obstacle); `examples.split.confirm` keeps some apart for it"
    }

    private var confidence: Double { study.search.accept.confidence }
}
