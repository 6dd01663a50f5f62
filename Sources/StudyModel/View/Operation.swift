/// An event of a run as a person may undo it.
package struct Operation: Hashable, Sendable {
    package typealias Content = RecordedEvent.Content

    /// The event's ID; `nil` for one that was folded without its journal, which cannot be undone.
    package let id: CommitID?
    /// What happened.
    package let content: Content
    /// Whether it counts no more.
    package let isUndone: Bool

    /// Whether it can be undone: the base's evaluation, the loop's end, a look at the test split, and a landing before it is done cannot.
    package var canBeUndone: Bool {
        guard id != nil else { return false }
        switch content {
        case .step(let step): return step.step.number > 0
        case .event(.finished), .event(.landing), .event(.testing), .event(.tested): return false
        case .event: return true
        }
    }
}
