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
    /// Where it stands among the events of all writers; `nil` for one without a journal.
    package let place: EventPlace?

    package init(id: CommitID?, content: Content, place: EventPlace? = nil) {
        self.id = id
        self.content = content
        self.place = place
    }

    /// - Parameter objectives: the study's, whose values a step's summary keeps.
    package init(id: CommitID?, event: Event, objectives: [Objective], place: EventPlace? = nil) {
        self.init(id: id, content: Content(event, objectives: objectives), place: place)
    }
}

/// Where an event stands among those of all writers: what its writer knew when it wrote it.
package struct EventPlace: Hashable, Sendable {
    package let writer: WriterID
    /// One more than the greatest that the writer had seen.
    package let clock: Int
    /// The last commit of each other writer's journal that the writer had seen.
    package let saw: [WriterID: CommitID]

    package init(writer: WriterID, clock: Int, saw: [WriterID: CommitID] = [:]) {
        self.writer = writer
        self.clock = clock
        self.saw = saw
    }
}

extension RecordedEvent.Content {
    /// - Parameter objectives: the study's, whose values a step's summary keeps.
    package init(_ event: Event, objectives: [Objective]) {
        self =
            if case .step(let record) = event {
                .step(StepSummary(record, objectives: objectives))
            } else {
                .event(event)
            }
    }
}

extension EventPlace: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            writer: try .init(from: &reader), clock: try .init(from: &reader), saw: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        writer.write(to: &bytes)
        clock.write(to: &bytes)
        saw.write(to: &bytes)
    }
}
