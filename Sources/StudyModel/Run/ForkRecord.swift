/// The birth of a lineage at an earlier candidate.
package struct ForkRecord: Hashable, Sendable {
    package var lineage: LineageName
    /// The candidate where it starts, and the step that scored it.
    package var from: CommitID
    package var fromStep: StepID
    /// The last step that its proposer may know of: nothing later is shown to it.
    package var knows: StepID
    /// The writer whose lineage it is.
    package var writer: WriterID
    package var recordedAt: Int64

    package init(
        lineage: LineageName, from: CommitID, fromStep: StepID, knows: StepID, writer: WriterID,
        recordedAt: Int64
    ) {
        self.lineage = lineage
        self.from = from
        self.fromStep = fromStep
        self.knows = knows
        self.writer = writer
        self.recordedAt = recordedAt
    }
}
