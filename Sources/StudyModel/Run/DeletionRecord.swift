/// A run that was deleted: its journals and branches go to the trash.
package struct DeletionRecord: Hashable, Sendable {
    /// The run's name at that time.
    package var run: RunName
    package var recordedAt: Int64

    package init(run: RunName, recordedAt: Int64) {
        self.run = run
        self.recordedAt = recordedAt
    }
}
