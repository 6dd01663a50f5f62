/// The birth of a lineage at an earlier candidate.
package struct ForkRecord: Hashable, Sendable, Codable {
    package var lineage: LineageName
    /// The candidate where it starts.
    package var at: CommitID
    /// The step whose evidence it starts from: nothing later is shown to its proposer.
    package var step: StepID
    /// The writer whose lineage it is; `nil` for the one that started the run.
    package var writer: WriterID?
    package var recordedAt: Int64

    package init(
        lineage: LineageName, at: CommitID, step: StepID, writer: WriterID? = nil, recordedAt: Int64
    ) {
        self.lineage = lineage
        self.at = at
        self.step = step
        self.writer = writer
        self.recordedAt = recordedAt
    }
}
