import Text

/// The end of the loop.
package struct FinishRecord: Hashable, Sendable {
    package var reason: StopReason
    package var winner: CommitID
    package var winnerStep: StepID
    /// The `compared` event of the winner against the base; `nil` where the base won or the run was interrupted.
    package var compared: CommitID?
    /// Runs of the evaluator's command for steps that were begun and not proposed.
    package var commandRuns: Int
    /// What those steps spent.
    package var usage: Usage
    package var recordedAt: Int64

    package init(
        reason: StopReason, winner: CommitID, winnerStep: StepID, compared: CommitID? = nil,
        commandRuns: Int = 0, usage: Usage = .none, recordedAt: Int64
    ) {
        self.reason = reason
        self.winner = winner
        self.winnerStep = winnerStep
        self.compared = compared
        self.commandRuns = commandRuns
        self.usage = usage
        self.recordedAt = recordedAt
    }
}

/// The end of a loop with the comparison that it points to.
package struct Finish: Hashable, Sendable {
    package let record: FinishRecord
    /// `nil` where there was none.
    package let compared: CompareRecord?

    package init(_ record: FinishRecord, compared: CompareRecord? = nil) {
        self.record = record
        self.compared = compared
    }

    package var reason: StopReason { record.reason }
    package var winner: CommitID { record.winner }
    package var winnerStep: StepID { record.winnerStep }
    /// Runs of the evaluator's command that the end took.
    package var commandRuns: Int { record.commandRuns.adding(clamping: compared?.commandRuns ?? 0) }
    /// The winner against the base.
    package var comparison: Comparison? { compared?.gains.first?.comparison }
    /// Whether that confirmed a gain at the study's confidence.
    package var confirmed: Bool { compared?.confirmed ?? false }
}
