/// An event as a run remembers it, with the ID by which later events name it.
///
/// Made once, where the event is read or written: all who fold it share what it holds.
package struct RecordedEvent: Hashable, Sendable {
    /// What happened: steps as their summaries, all else in full.
    package indirect enum Content: Hashable, Sendable {
        case step(StepSummary)
        case event(Event)
    }

    /// The commit of the journal that holds it; `nil` for one without a journal, which cannot be undone.
    package let id: CommitID?
    package let content: Content

    package init(id: CommitID?, content: Content) {
        self.id = id
        self.content = content
    }

    /// - Parameter objective: the study's, whose value a step's summary keeps.
    package init(id: CommitID?, event: Event, objective: Objective) {
        self.init(id: id, content: Content(event, objective: objective))
    }
}

extension RecordedEvent.Content {
    /// - Parameter objective: the study's, whose value a step's summary keeps.
    package init(_ event: Event, objective: Objective) {
        self =
            if case .step(let record) = event {
                .step(StepSummary(record, objective: objective))
            } else {
                .event(event)
            }
    }
}
