/// A new name for a run; its identity, and every candidate, stay.
package struct RenameRecord: Hashable, Sendable {
    package var from: RunName
    package var to: RunName
    package var recordedAt: Int64

    package init(from: RunName, to: RunName, recordedAt: Int64) {
        self.from = from
        self.to = to
        self.recordedAt = recordedAt
    }
}
