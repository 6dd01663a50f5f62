import StudyModel

/// Puts the journals of several writers into one order: causes before effects.
///
/// Each journal keeps its own order. Between journals an event waits for those that its writer had seen; where nothing orders two events
/// the one with the smaller clock goes first, then the smaller writer. No wall clock has a say.
struct EventMerge {
    /// The events of one writer that are to be ordered.
    struct Journal {
        let writer: WriterID
        let entries: [RecordedEvent]
    }

    private let journals: [Journal]
    private var positions: [Int]
    /// The events that are still to come.
    private var awaited: Set<CommitID>

    static func order(_ journals: [Journal]) -> [RecordedEvent] {
        let filled = journals.filter { !$0.entries.isEmpty }
        if filled.count < 2 { return filled.first?.entries ?? [] }
        var merge = EventMerge(filled.sorted { $0.writer < $1.writer })
        return merge.run()
    }

    private init(_ journals: [Journal]) {
        self.journals = journals
        positions = journals.map { _ in 0 }
        awaited = Set(journals.flatMap(\.entries).compactMap(\.id))
    }

    private mutating func run() -> [RecordedEvent] {
        var result: [RecordedEvent] = []
        while let index = next() {
            let entry = journals[index].entries[positions[index]]
            positions[index] += 1
            if let id = entry.id { awaited.remove(id) }
            result.append(entry)
        }
        return result
    }

    /// The journal whose next event goes next. Where every one waits, which no true clock leads to, the clocks decide alone.
    private func next() -> Int? {
        let waiting = journals.indices.filter { positions[$0] < journals[$0].entries.count }
        let ready = waiting.filter { index in
            let seen = journals[index].entries[positions[index]].place?.saw ?? [:]
            return seen.values.allSatisfy { !awaited.contains($0) }
        }
        return (ready.isEmpty ? waiting : ready).min { clock(of: $0) < clock(of: $1) }
    }

    private func clock(of index: Int) -> Int { journals[index].entries[positions[index]].place?.clock ?? 0 }
}
