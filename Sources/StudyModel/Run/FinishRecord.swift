/// The end of the loop and what it came to.
package struct FinishRecord: Hashable, Sendable, Codable {
    package var reason: StopReason
    package var winner: CommitID
    package var winnerStep: StepID
    /// Winner against base in fresh interleaved pairs; `nil` where the base won or the run was interrupted.
    package var comparison: Comparison?
    /// Whether the comparison confirmed a gain at the study's confidence.
    package var confirmed: Bool
    /// Runs of the evaluator's command that the comparison took.
    package var commandRuns: Int
    /// What the evaluator reported over the comparison; `nil` where there was none, or the record is older.
    package var usage: Usage?
    package var recordedAt: Int64

    package init(
        reason: StopReason, winner: CommitID, winnerStep: StepID, comparison: Comparison?, confirmed: Bool,
        commandRuns: Int, usage: Usage? = nil, recordedAt: Int64
    ) {
        self.reason = reason
        self.winner = winner
        self.winnerStep = winnerStep
        self.comparison = comparison
        self.confirmed = confirmed
        self.commandRuns = commandRuns
        self.usage = usage
        self.recordedAt = recordedAt
    }
}
