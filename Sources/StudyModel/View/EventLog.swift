/// The events of a run in order: steps by their place among the run's steps, all others in full.
struct EventLog: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        enum Content: Hashable, Sendable {
            case step(Int)
            /// The index in `others`.
            case other(Int)
        }

        let id: CommitID?
        let content: Content
    }

    private(set) var entries: [Entry] = []
    private(set) var others: [Event] = []

    mutating func add(step index: Int, id: CommitID?) {
        entries.append(Entry(id: id, content: .step(index)))
    }

    mutating func add(_ event: Event, id: CommitID?) {
        others.append(event)
        entries.append(Entry(id: id, content: .other(others.count - 1)))
    }

    /// The IDs of events that count no more.
    ///
    /// The newest undo decides first: one that was itself undone later undoes nothing.
    var undone: Set<CommitID> {
        var undone: Set<CommitID> = []
        for entry in entries.reversed() {
            guard case .other(let index) = entry.content, case .undone(let record) = others[index] else {
                continue
            }
            if let id = entry.id, undone.contains(id) { continue }
            undone.insert(record.event)
        }
        return undone
    }
}
