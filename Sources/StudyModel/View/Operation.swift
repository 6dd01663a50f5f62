/// An event of a run as a person may undo it.
package struct Operation: Hashable, Sendable {
    package typealias Content = RecordedEvent.Content

    /// The event's ID; `nil` for one that was folded without its journal, which cannot be undone.
    package let id: CommitID?
    /// What happened.
    package let content: Content
    /// Whether it counts no more.
    package let isUndone: Bool
    /// Whether the clone recorded it by whose eyes the run is seen.
    package let isOwn: Bool

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

/// An event of a run with who recorded it, and when.
package struct RecordedOperation: Hashable, Sendable {
    package let operation: Operation
    package let id: CommitID
    /// The event in words.
    package let what: String
    package let name: String
    package let email: String
    /// Seconds since 1970.
    package let time: Int64

    package init(operation: Operation, id: CommitID, what: String, name: String, email: String, time: Int64) {
        self.operation = operation
        self.id = id
        self.what = what
        self.name = name
        self.email = email
        self.time = time
    }

    /// The word that names the event's kind in the journal.
    package var kind: String {
        switch operation.content {
        case .step: "step"
        case .event(let event): event.kind
        }
    }
}
