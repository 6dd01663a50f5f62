import StudyModel

/// How a step looks: its color and its mark, in tables and drawings alike.
package enum StepLook: String, Hashable, Sendable {
    case base, accepted, rejected, failed

    init(_ step: StepSummary) {
        switch (step.outcome, step.verdict) {
        case _ where step.step.number == 0: self = .base
        case (.scored, .accepted): self = .accepted
        case (.scored, _): self = .rejected
        default: self = .failed
        }
    }
}

/// How a step is named within the page of its run.
enum StepName {
    /// `12`, or `12@9f3c01aa` for a step of a writer that did not start the run.
    static func short(_ id: StepID, in view: RunView) -> String {
        id.writer == view.record.writer ? "\(id.number)" : "\(id.number)@\(id.writer)"
    }

    /// What became of a step after its verdict, if anything did.
    static func fate(_ step: StepSummary, in view: RunView) -> String? {
        if view.isUndone(step) { return "undone" }
        if step.candidate.map(view.isRejected) == true { return "rejected in review" }
        return step.verdict == .accepted ? Naming.rejectedBelow(step, in: view) : nil
    }
}
