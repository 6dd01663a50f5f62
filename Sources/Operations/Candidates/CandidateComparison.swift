import StudyModel

/// A candidate beside another, by the trials that are recorded of both.
package struct CandidateComparison: Sendable {
    /// A candidate with the run and the step that it is of.
    package struct Side: Sendable {
        package let view: RunView
        package let step: StepSummary

        /// As people name it, such as `sort-3:12`.
        package var name: String { Naming.step(step.step, in: view) }
    }

    /// What the gains are over.
    package let reference: Side
    package let candidate: Side
    /// Whether both ran beside each other, in one sitting.
    package let isPaired: Bool
    package let metrics: [MetricComparison]
    /// Why the figures should not be put side by side; `nil` where they may.
    package let mismatch: String?
}
