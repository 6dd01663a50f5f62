/// An earlier event that counts no more; where that is an undo itself, what it undid counts again.
package struct UndoRecord: Hashable, Sendable {
    /// The ID of the event.
    package var event: CommitID
    /// The `id` of the landing that took the effect outside the run back, or made it again.
    package var landing: String?
    package var recordedAt: Int64

    package init(event: CommitID, landing: String? = nil, recordedAt: Int64) {
        self.event = event
        self.landing = landing
        self.recordedAt = recordedAt
    }
}
