import StudyModel
import Text

/// The head of the evidence: the objective, the scores, how the last step did, and the stage's sentence.
struct EvidenceHeading {
    let study: Study
    let view: RunView
    let memory: Memory
    let parent: KnownParent

    var text: String {
        let objective = study.objective
        var parts = [
            "# Evidence", "Objective: \(objective.direction.rawValue) \(Markdown.code(objective.metric)).",
        ]
        if study.evidence.show.contains(.score) { parts.append(scores) }
        if study.evidence.show.contains(.comparison), let comparison { parts.append(comparison) }
        if let stage { parts.append(stage.say) }
        return parts.joined(separator: "\n\n")
    }

    private var parentStep: StepSummary? { view.step(of: parent.subject.commit) }

    private var scores: String {
        let fresh = parent.fresh.map { "; on this step's minibatch \(told($0))" } ?? ""
        return """
            - Baseline: \(told(view.baseline))
            - Parent, which you change: \(told(parentStep))\(fresh)
            - Best so far: \(told(view.step(of: memory.best)))
            """
    }

    private func told(_ step: StepSummary?) -> String {
        step?.trainScore.map { "\(Figure($0))" } ?? step?.outcome.rawValue ?? "not evaluated"
    }

    private func told(_ evaluation: Evaluation) -> String {
        evaluation.score(study.objective).map { "\(Figure($0))" } ?? evaluation.outcome.rawValue
    }

    /// The first stage that the parent's score has not passed.
    private var stage: FeedbackStage? {
        guard let score = parent.fresh?.score(study.objective) ?? parentStep?.trainScore else { return nil }
        return study.evidence.stages.first { stage in
            stage.below.map { study.objective.isBetter($0, than: score) } ?? true
        }
    }

    // MARK: - The last step beside the one before it

    private var comparison: String? {
        guard let last = memory.latest.last.map({ view.steps[$0] }) else { return nil }
        let previous = memory.latest.dropLast().last.map { view.steps[$0] } ?? view.baseline
        let name = "The last step, \(last.step.number),"
        guard let score = last.score else { return "\(name) gave no score: \(last.outcome.rawValue)." }
        let verb = study.evidence.show.contains(.score) ? "scored \(Figure(score)): " : "was "
        guard let previous else { return nil }
        let other = previous.step.number == 0 ? "the baseline" : "the previous step (\(previous.step.number))"
        guard let otherScore = previous.score else {
            return "\(name) gave a score; \(other) gave none: \(previous.outcome.rawValue)."
        }
        let gain = study.objective.gain(of: score, over: otherScore)
        guard gain != 0 else { return "\(name) \(verb)the same as \(other)." }
        let amount = study.evidence.show.contains(.score) ? " by \(Figure(abs(gain)))" : ""
        return "\(name) \(verb)\(gain > 0 ? "better" : "worse") than \(other)\(amount)."
    }
}

extension StepSummary {
    /// The score on all of train where that is known, else on what the step ran.
    fileprivate var trainScore: Double? { splits[Split.train.rawValue] ?? score }
}
