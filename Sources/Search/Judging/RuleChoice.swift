import Statistics
import StudyModel

/// Which rule a study's candidates are accepted by, looked at before anything is spent.
package enum RuleChoice {
    /// From this power on for a gain of 20 in 100 a test over examples is the rule where nobody chose one.
    private static let leastPower = 0.2

    /// Returns the rule of a study: the one that was chosen, or where nobody did one that its steps can decide by.
    ///
    /// - Parameters:
    ///   - isChosen: whether the study's rule was chosen by somebody.
    ///   - examples: the study's, of every split.
    ///
    /// Throws where candidates are to be better, or not worse, by a test that can never say so.
    package static func rule(of study: Study, isChosen: Bool, examples: [Example]) throws(Undecidable)
        -> AcceptanceSettings.Rule
    {
        var accept = study.search.accept
        accept.confidence = study.objectiveConfidence
        let plan = ComparisonPlan(ofStepsOf: study, examples: examples)
        switch accept.rule {
        case .higher: return .higher
        case .always:
            // A part of the examples is no more than a door to what selects.
            let isPart = (study.batch.size ?? .max) < examples.count { $0.split == .train }
            return isPart && accept.on != .validation && !isChosen ? .higher : .always
        case .notWorse:
            guard plan.isOverRuns else { return accept.rule }
            guard study.evaluator.measure.minGain.isPositive else {
                throw Undecidable(plan, accept, lack: .margin, of: study)
            }
            guard plan.canAccept(confidence: accept.confidence) else {
                throw Undecidable(plan, accept, of: study)
            }
            return accept.rule
        case .better:
            // Where nothing is random what is as good is known to be, and lets a search cross a plateau.
            if !isChosen, plan == .exact, !study.evaluator.measure.minGain.isPositive { return .notWorse }
            if !isChosen, let power = plan.power(confidence: accept.confidence), power < leastPower {
                return .notWorse
            }
            guard plan.canAccept(confidence: accept.confidence) else {
                throw Undecidable(plan, accept, of: study)
            }
            // Whoever is better by one objective must not be worse by the others, which takes a loss that is too small to matter.
            if !study.otherObjectives.isEmpty, plan.isOverRuns, !study.evaluator.measure.minGain.isPositive {
                throw Undecidable(plan, accept, lack: .margin, of: study)
            }
            return accept.rule
        }
    }
}

/// A rule of acceptance by which nothing can ever be decided.
package struct Undecidable: Error, Hashable, Sendable {
    /// What it would take.
    package enum Lack: Hashable, Sendable {
        case observations
        /// A loss that is too small to matter: without one, what is as good is not told from what is a little worse.
        case margin
    }

    package let plan: ComparisonPlan
    package let lack: Lack
    package let rule: AcceptanceSettings.Rule
    package let confidence: Double
    /// What is counted where examples are compared, in the plural.
    package let witnesses: String

    init(_ plan: ComparisonPlan, _ accept: AcceptanceSettings, lack: Lack = .observations, of study: Study) {
        self.plan = plan
        self.lack = lack
        witnesses = study.witnesses
        rule = accept.rule
        confidence = accept.confidence
    }

    /// The least number of examples, or of repeats, with which the same test can accept; `nil` where none can.
    package var enough: Int? {
        ComparisonPlan.least { count in
            let plan: ComparisonPlan =
                switch plan {
                case .exact: .exact
                case .examples: .examples(count)
                case .pairs: .pairs(count)
                case .race(let looks): .race(min(looks.lowerBound, count)...count)
                case .samples: .samples(parent: count, candidate: count)
                }
            return plan.canAccept(confidence: confidence)
        }
    }
}
