import StudyModel

/// The message of a commit that takes a candidate over: what was proposed, and the score that was measured for it.
struct LandingMessage {
    let step: StepSummary
    let view: RunView

    /// The candidate as people name it, such as `sort-3:12`.
    var name: String {
        let name = "\(view.record.run):\(step.step.number)"
        return step.step.writer == view.record.writer ? name : name + "@\(step.step.writer)"
    }

    var text: String {
        let figures = [score, "Candidate \(name), base \(view.record.base.short)."].compactMap { $0 }
        return """
            \(step.summary)

            \(figures.joined(separator: "\n"))

            Hone-Run: \(view.record.run)
            Hone-Step: \(step.step.number)

            """
    }

    private var score: String? {
        guard let score = step.score, let baseline = view.baseline?.score else { return nil }
        return
            "\(view.objective.metric): \(score), baseline \(baseline) (\(view.objective.direction.rawValue))."
    }
}
