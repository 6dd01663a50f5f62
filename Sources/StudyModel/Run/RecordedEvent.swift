/// An event as the run has it: with the ID by which later events name it.
package struct RecordedEvent: Hashable, Sendable {
    /// The commit of the journal that holds it.
    package let id: CommitID
    package let event: Event

    package init(id: CommitID, event: Event) {
        self.id = id
        self.event = event
    }
}
