import StudyModel
import Text

/// The text of a pull request for a candidate, in Markdown.
struct LandingBody {
    let step: StepSummary
    let view: RunView
    /// How much differs from the base, in git's words.
    let stat: String

    private var message: LandingMessage { LandingMessage(step: step, view: view) }

    var text: String {
        let parts = ["## " + message.subject, scores, measured, changes, origin]
        return parts.compactMap { $0 }.joined(separator: "\n\n") + "\n"
    }

    private var scores: String? {
        guard let score = step.score, let baseline = view.baseline?.score else { return nil }
        let gain =
            view.objective.relativeGain(of: score, over: baseline).map { " (\(Figures.percent($0)))" } ?? ""
        return """
            | | \(view.objective.metric), \(view.objective.direction.rawValue) |
            |---|---|
            | base \(view.record.base.short) | \(Figures.value(baseline)) |
            | \(message.name) | \(Figures.value(score))\(gain) |
            """
    }

    private var measured: String? {
        let fresh = view.finish.flatMap { $0.winner == step.candidate ? $0.comparison : nil }
        guard let comparison = fresh ?? step.comparison else { return nil }
        let bounds = [comparison.low, comparison.high].compactMap { $0 }.map { Figures.value($0) }
        let interval = bounds.isEmpty ? "" : " [\(bounds.joined(separator: " to "))]"
        let against = fresh == nil ? "its parent" : "the base, in fresh interleaved pairs"
        return
            "Gain over \(against): \(Figures.value(comparison.gain))\(interval), n = \(comparison.n), \(comparison.test)."
    }

    private var changes: String {
        let steps = message.steps.map { "- \($0.summary)" }.joined(separator: "\n")
        return "### Changes\n\n\(steps)\n\n\(stat)"
    }

    private var origin: String {
        "Made by `hone` in the run \(view.record.run), step \(step.step.number); evaluator \(view.record.evaluator.id.prefix(19))…"
    }
}
