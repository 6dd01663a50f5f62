/// The events of a run in order.
struct EventLog: Hashable, Sendable {
    private(set) var entries: [RecordedEvent] = []
    /// Where the events are that are no steps: few of many.
    private var otherPlaces: [Int] = []

    mutating func add(_ entry: RecordedEvent) {
        if case .event = entry.content { otherPlaces.append(entries.count) }
        entries.append(entry)
    }

    /// The events that are no steps, in order.
    var others: some Sequence<(id: CommitID?, event: Event)> {
        otherPlaces.lazy.compactMap { place in
            guard case .event(let event) = entries[place].content else { return nil }
            return (entries[place].id, event)
        }
    }

    /// The IDs of events that count no more.
    ///
    /// The newest undo decides first: one that was itself undone later undoes nothing.
    var undone: Set<CommitID> {
        var undone: Set<CommitID> = []
        for (id, event) in others.reversed() {
            guard let record = event.takenBack, id.map(undone.contains) != true else { continue }
            undone.insert(record.event)
        }
        return undone
    }
}
