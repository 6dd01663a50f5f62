/// An event of a run as a person may undo it.
package struct Operation: Hashable, Sendable {
    package typealias Content = RecordedEvent.Content

    /// The event's ID; `nil` for one that was folded without its journal, which cannot be undone.
    package let id: CommitID?
    /// What happened.
    package let content: Content
    /// Whether it counts no more.
    package let isUndone: Bool

    /// Whether it can be undone: what was done to candidates, lineages and the run can; the base's evaluation, what was measured, and the loop's
    /// going on and its end cannot.
    package var canBeUndone: Bool {
        guard id != nil else { return false }
        switch content {
        case .step(let step): return step.step.number > 0
        case .event(let event): return event.canBeUndone
        }
    }
}

extension Event {
    fileprivate var canBeUndone: Bool {
        switch self {
        case .lineage, .reverted, .forked, .adopted, .branchDeleted, .landed, .reviewed: true
        case .undone, .redone, .restored, .renamed, .deleted: true
        default: false
        }
    }
}
