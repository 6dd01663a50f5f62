import Workspaces

/// What stops a run while a candidate is evaluated; what a candidate does wrong is an `Outcome`.
package enum EvaluationError: Error, Hashable, Sendable {
    /// The study's `setup` did not exit with 0 on the base; `reason` says how it ended, `output` is the end of what it wrote.
    case setupFailed(reason: String, output: String)
    /// `evaluator.results` has a regular expression that is none.
    case badPattern(String)
}
