import Statistics
import StudyModel

/// A look at sealed examples that asks whether one candidate is better than another, by every objective of their study.
package struct SealedLook: Hashable, Sendable {
    /// Which look at these examples it is, from 1: whatever was tested, in whatever run.
    package let number: Int
    /// By what it asks for a claim; each has its part of the error that the look may spend.
    let objectives: [Objective]
    /// The largest p-value that bears a claim by one of them.
    package let tail: Double

    /// The level of the interval that a claim has, and of all figures beside it.
    let confidence: Double

    /// A look to come.
    package init(_ number: Int, in study: Study) {
        self.number = number
        objectives = study.objectives
        tail = ClosingPlan.tail(study, look: number)
        confidence = 1 - 2 * tail
    }

    /// The look that a recorded test was, by the objectives that it asked then; `nil` where it compared nothing.
    package init?(_ test: TestRecord, in study: Study) {
        guard let first = test.gains.first else { return nil }
        number = first.looks
        objectives = study.objectives.filter { objective in
            test.gains.contains { $0.metric == objective.metric }
        }
        confidence = first.confidence
        tail = ErrorRate.side(ofInterval: confidence)
    }
}
