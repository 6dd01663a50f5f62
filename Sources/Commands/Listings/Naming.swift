import StudyModel

/// How steps and their standing are named to people, the same in every listing.
enum Naming {
    /// `sort-3:12`, or `sort-3:12@9f3c01aa` for a step of a writer that did not start the run.
    static func step(_ id: StepID, in view: RunView) -> String {
        let name = "\(view.record.run):\(id.number)"
        return id.writer == view.record.writer ? name : name + "@\(id.writer)"
    }

    static func gainOverBase(_ step: StepSummary, in view: RunView) -> Double? {
        guard let score = step.score, let baseline = view.baseline?.score else { return nil }
        return view.objective.relativeGain(of: score, over: baseline)
    }

    /// The one word that says what became of a step: its verdict, or the outcome where there was nothing to judge.
    static func standing(_ step: StepSummary) -> String {
        if step.step.number == 0 { return "base" }
        guard step.outcome == .scored, let verdict = step.verdict else { return step.outcome.rawValue }
        return verdict.rawValue
    }

    static func style(_ step: StepSummary) -> Style? {
        switch (step.outcome, step.verdict) {
        case (.scored, .accepted): step.step.number == 0 ? nil : .green
        case (.scored, _): .dim
        default: .yellow
        }
    }
}
