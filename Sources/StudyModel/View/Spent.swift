/// What a run has spent, over all writers.
package struct Spent: Hashable, Sendable {
    /// Steps after the base.
    package var steps = 0
    /// Runs of the evaluator's command.
    package var trials = 0
    package var usage = Usage.none
    /// The sum of the steps' wall clock.
    package var wallSeconds = 0.0

    package init() {}
}
