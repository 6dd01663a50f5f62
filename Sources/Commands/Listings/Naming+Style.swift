import StudyModel

extension Naming {
    /// What became of a step after its verdict; `nil` where that stands.
    static func fate(_ step: StepSummary, in view: RunView) -> String? {
        if view.isUndone(step) { return "undone" }
        return step.candidate.map(view.isRejected) == true ? "rejected in review" : nil
    }

    /// How a step's standing looks on a terminal.
    static func style(_ step: StepSummary) -> Style? {
        switch (step.outcome, step.verdict) {
        case (.scored, .accepted): step.step.number == 0 ? nil : .green
        case (.scored, _): .dim
        default: .yellow
        }
    }
}
