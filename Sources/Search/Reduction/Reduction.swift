import StudyModel

/// Decides whether a part of a candidate's change keeps the candidate's gain.
///
/// It does where it is better than the base by the study's own test and the whole candidate is not better than it, all three measured
/// in one sitting, in turn. A study may accept what gains nothing; what is left out here is left out for the gain's sake.
package struct Reduction<Judge: Evaluator>: Sendable {
    /// What was found of one part.
    package struct Finding: Sendable {
        package let keepsGain: Bool
        /// The objective's value; `nil` where the part has no score.
        package let score: Double?
        /// Why, in one line.
        package let why: String
        /// Runs of the evaluator's command.
        package let commandRuns: Int
    }

    private var study: Study
    private let evaluator: Judge
    private let base: Subject
    private let whole: Subject
    private let examples: [Example]

    /// - Parameter examples: those to measure on; empty where the study has none.
    package init(
        _ study: Study, evaluator: Judge, base: Subject, whole: Subject, examples: [Example]
    ) {
        self.study = study
        // Three are measured beside each other, of which no two race: as often as a race may take.
        if let race = PairRace(study) { self.study.evaluator.measure.repeats = .fixed(race.pairs) }
        self.study.search.accept.rule = self.study.ruleOfGains(examples: examples.count)
        self.evaluator = evaluator
        self.base = base
        self.whole = whole
        self.examples = examples
    }

    /// Measures a part beside the base and the whole; `number` tells one question from the others.
    package func finding(on part: Subject, number: Int) async throws -> Finding {
        let seed = Seeds.derive(study.seed, "reduce", study.evaluator.deterministic ? "" : String(number))
        let found = try await evaluator.evaluate(
            Sitting(candidates: [base, whole, part], examples: examples, repeats: study.repeats, seed: seed))
        guard found.count == 3 else {
            throw SearchError.wrongEvaluationCount(asked: 3, given: found.count)
        }
        let acceptance = Acceptance(study, clusters: examples.clusters)
        let gain = acceptance.judge(found[2], over: found[0], paired: true, seed: seed)
        let loss = acceptance.judge(found[1], over: found[2], paired: true, seed: seed)
        let keeps = gain.verdict == .accepted && (loss.verdict == .rejected)
        return Finding(
            keepsGain: keeps, score: found[2].score(study.objective),
            why: gain.verdict == .accepted && !keeps ? "the whole is better: \(loss.why)" : gain.why,
            commandRuns: found.reduce(0) { $0 + $1.commandRuns })
    }
}

extension Study {
    /// The rule by which a gain is one, whatever else the study accepts: by a test over runs that can say so, else by the figures.
    fileprivate func ruleOfGains(examples: Int) -> AcceptanceSettings.Rule {
        switch search.accept.rule {
        case .better, .higher: return search.accept.rule
        case .notWorse, .always:
            let plan = ComparisonPlan(self, examples: examples)
            let isDecidable = otherObjectives.isEmpty || evaluator.measure.minGain.isPositive
            return plan.isOverRuns && isDecidable && plan.canAccept(confidence: objectiveConfidence)
                ? .better : .higher
        }
    }
}
