import Git
import StudyModel

/// An event with the journal commit that holds it.
struct JournalEntry: Hashable, Sendable {
    let commit: ObjectID
    let event: Event
}
