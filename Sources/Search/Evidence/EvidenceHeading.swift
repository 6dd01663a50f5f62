import StudyModel
import Text

/// The head of the evidence: the objective, the scores, how the last step did, and the stage's sentence.
struct EvidenceHeading {
    let study: Study
    let view: RunView
    let memory: Memory
    let scores: ScoresTold
    /// Whether what is changed is not the parent but what was made from it and failed.
    let mends: Bool

    var text: String {
        var parts = ["# Evidence", objective]
        if study.evidence.show.contains(.score) { parts.append(scores.text(changed: !mends)) }
        if study.evidence.show.contains(.comparison), let comparison { parts.append(comparison) }
        if let stage { parts.append(stage.say) }
        return parts.joined(separator: "\n\n")
    }

    private var objective: String {
        let words = study.objectives.map { "\($0.direction.rawValue) \(Markdown.code($0.metric))" }
        guard words.count > 1 else { return "Objective: \(words[0])." }
        return
            "Objectives: \(words.joined(separator: ", ")). A change has to be better by one of them and worse by none; "
            + "the first picks the winner."
    }

    /// The first stage that the parent has not passed.
    private var stage: FeedbackStage? {
        guard let score = scores.stageScore else { return nil }
        return study.evidence.stages.first { stage in
            stage.below.map { study.objective.isBetter($0, than: score) } ?? true
        }
    }

    // MARK: - The last step beside the one before it

    /// Says how the last step did beside the one before it; beside its parent where those two ran on different examples, and nothing where it
    /// was never measured beside either.
    private var comparison: String? {
        guard let last = memory.latest.last.map({ view.steps[$0] }) else { return nil }
        let name = "The last step, \(last.step.number),"
        guard let score = last.score else { return "\(name) gave no score: \(last.outcome.rawValue)." }
        let previous = memory.latest.dropLast().last.map { view.steps[$0] } ?? view.baseline
        if let previous, previous.score == nil {
            let other = words(of: previous, as: "the previous step")
            return "\(name) gave a score; \(other) gave none: \(previous.outcome.rawValue)."
        }
        let others = [(previous, "the previous step"), (view.step(of: last.parent), "its parent")]
        for (other, title) in others {
            guard let other, let gain = view.gainOnTrain(of: last, over: other),
                other.candidate == last.parent || isOfOneSitting(gain)
            else { continue }
            return sentence(name, score, gain, words(of: other, as: title))
        }
        return nil
    }

    /// Whether what it compares lies in no two sittings that something else may have changed between.
    private func isOfOneSitting(_ gain: KnownGain) -> Bool {
        study.evaluator.deterministic || study.examples != nil || gain.isBeside
    }

    private func sentence(_ name: String, _ score: Score, _ gain: KnownGain, _ other: String) -> String {
        let isShown = study.evidence.show.contains(.score)
        let isOfAll = score.sample.wholeSplit != nil
        let reported = score.isReported ? ", which was reported and not measured" : ""
        let verb =
            isShown && isOfAll && !view.isOutdated(score)
            ? "scored \(Figure(score.value))\(reported): " : "was "
        let examples = isOfAll ? "" : " on the same examples"
        let amount = isShown ? " by \(Figure(abs(gain.estimate)))" : ""
        let sentences = study.evidence.compared
        let (how, advice) =
            gain.estimate == 0
            ? ("the same as \(other)", sentences.same)
            : gain.estimate > 0
                ? ("better than \(other)\(amount)", sentences.better)
                : ("worse than \(other)\(amount)", sentences.worse)
        return "\(name) \(verb)\(how)\(examples)." + (advice.map { " " + $0 } ?? "")
    }

    private func words(of step: StepSummary, as title: String) -> String {
        step.step.number == 0 ? "the baseline" : "\(title) (\(step.step.number))"
    }
}
