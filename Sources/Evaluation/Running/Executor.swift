import StudyModel

/// Where evaluations run: this machine's slots, or a cluster's nodes.
package protocol Executor: Sendable {
    /// Lends a workplace for each subject, all at the same time, in the subjects' order.
    ///
    /// A workplace holds its subject, on top of what the study's `setup` left, from its first call on. Clean ones were never
    /// used before. When `body` returns or throws they are given back; one that `body` did not `finish` is taken to hold a failure.
    func withWorkplaces<Result: Sendable>(
        for subjects: [Subject], slots: Sitting.Slots,
        _ body: @Sendable ([any Workplace]) async throws -> Result
    ) async throws -> Result
}

/// A place that holds one candidate and runs commands on it.
package protocol Workplace: Sendable {
    /// Runs one command to its end.
    ///
    /// How the command ended is in the result. Throws what stops the run (`EvaluationError.setupFailed` and errors of the place
    /// itself), and `CancellationError` after all processes are gone.
    func run(_ call: Call) async throws -> CallResult

    /// Tidies up after the subject's evaluation, as the study's `keep` says for this outcome.
    func finish(after outcome: Outcome) async throws
}
