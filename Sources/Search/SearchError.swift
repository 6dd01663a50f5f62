import StudyModel

/// What keeps a loop from a step that is no doing of a candidate.
package enum SearchError: Error, Hashable, Sendable {
    /// The evaluator judged another number of candidates than it was asked to.
    case wrongEvaluationCount(asked: Int, given: Int)
    /// The strategy planned no turn, or more than it was asked for.
    case wrongTurnCount(asked: Int, given: Int)
    /// Somebody who cannot go on asks for a longer wait than a step may take; `until` is in seconds since 1970, where it is known.
    case waitsTooLong(step: StepID, for: Awaited, until: Int64?, limit: Duration, reason: String)
    /// A step is asked for that a budget or the study's `stop` does not leave.
    case takesNoStep(StopReason)
}
