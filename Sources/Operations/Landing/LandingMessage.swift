import StudyModel
import Text

/// The message of a commit that takes a candidate over: what was proposed, and the score that was measured for it.
struct LandingMessage {
    let step: StepSummary
    let view: RunView

    /// The candidate as people name it, such as `sort-3:12`.
    var name: String { Naming.step(step.step, in: view) }

    var text: String {
        let paragraphs = [
            subject, "- " + steps.map { ShownText(line: $0.summary).text }.joined(separator: "\n- "),
            measured,
        ]
        let message = (paragraphs + ["Hone-Run: \(view.record.run)\nHone-Step: \(step.step.number)\n"])
            .joined(separator: "\n\n")
        return ShownText(message).text
    }

    var subject: String {
        guard let score = step.score, let baseline = view.baseline?.score else {
            return ShownText(line: step.summary).text
        }
        return "Take over \(name): \(view.objective.metric) from \(baseline) to \(score)"
    }

    /// The accepted steps from the base to the candidate, by all parents, in the order of the run.
    var steps: [StepSummary] {
        var open = [step]
        var found: [StepID: StepSummary] = [:]
        while let next = open.popLast() {
            guard found.updateValue(next, forKey: next.step) == nil else { continue }
            open += next.parents.all.compactMap(view.step(of:)).filter { $0.step.number > 0 }
        }
        return view.steps.filter { found[$0.step] != nil }
    }

    /// What is known of the score of exactly this candidate.
    private var measured: String {
        let base =
            "The base is \(view.record.base.short); \(view.objective.metric) is to \(view.objective.direction.rawValue)."
        guard let finish = view.finish, finish.winner == step.candidate, let comparison = finish.comparison
        else {
            return base
        }
        let interval = [comparison.low, comparison.high].compactMap { $0 }.map { "\($0)" }.joined(
            separator: " to ")
        return base
            + "\nAgainst it, in \(comparison.n) fresh interleaved pairs, the gain was \(comparison.gain)"
            + (interval.isEmpty ? "." : " [\(interval)].")
    }
}
