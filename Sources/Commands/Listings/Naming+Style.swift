import StudyModel

extension Naming {
    /// How a step's standing looks on a terminal.
    static func style(_ step: StepSummary) -> Style? {
        switch (step.outcome, step.verdict) {
        case (.scored, .accepted): step.step.number == 0 ? nil : .green
        case (.scored, _): .dim
        default: .yellow
        }
    }
}
