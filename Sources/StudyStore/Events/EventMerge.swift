import StudyModel

/// Puts the journals of several writers into one order: causes before effects.
///
/// Each journal keeps its own order. Between journals an event waits for those that made the commits it names; where nothing
/// orders two events the earlier recorded goes first, then the smaller writer.
struct EventMerge {
    /// The events of one writer that are to be ordered.
    struct Journal {
        let writer: WriterID
        let entries: [RecordedEvent]
    }

    private var journals: [Journal]
    private var positions: [Int]
    /// How many events that make a commit known are still to come, by commit.
    private var awaited: [CommitID: Int] = [:]

    static func order(_ journals: [Journal]) -> [RecordedEvent] {
        let filled = journals.filter { !$0.entries.isEmpty }
        if filled.count < 2 { return filled.first?.entries ?? [] }
        var merge = EventMerge(filled.sorted { $0.writer < $1.writer })
        return merge.run()
    }

    private init(_ journals: [Journal]) {
        self.journals = journals
        positions = journals.map { _ in 0 }
        for entry in journals.flatMap(\.entries) {
            for commit in entry.madeKnown { awaited[commit, default: 0] += 1 }
        }
    }

    private mutating func run() -> [RecordedEvent] {
        var result: [RecordedEvent] = []
        while let index = next() {
            let entry = journals[index].entries[positions[index]]
            positions[index] += 1
            for commit in entry.madeKnown { awaited[commit] = nil }
            result.append(entry)
        }
        return result
    }

    /// The journal whose next event goes next. Where every one waits (a journal that is not here in full), time decides alone.
    private func next() -> Int? {
        let waiting = journals.indices.filter { positions[$0] < journals[$0].entries.count }
        let ready = waiting.filter { index in
            let event = journals[index].entries[positions[index]].content
            let own = Set(event.recordedCommits)
            return event.neededCommits.allSatisfy { awaited[$0] == nil || own.contains($0) }
        }
        return (ready.isEmpty ? waiting : ready).min { time(of: $0) < time(of: $1) }
    }

    private func time(of index: Int) -> Int64 { journals[index].entries[positions[index]].content.recordedAt }
}

extension RecordedEvent {
    /// The commits that other events may name once this one is there; its own is one.
    fileprivate var madeKnown: [CommitID] { content.recordedCommits + (id.map { [$0] } ?? []) }
}

extension RecordedEvent.Content {
    fileprivate var recordedCommits: [CommitID] {
        switch self {
        case .step(let step): step.candidate.map { [$0] } ?? []
        case .event(let event): event.recordedCommits
        }
    }

    fileprivate var neededCommits: [CommitID] {
        switch self {
        case .step(let step): step.parents.all
        case .event(let event): event.neededCommits
        }
    }

    fileprivate var recordedAt: Int64 {
        switch self {
        case .step(let step): step.recordedAt
        case .event(let event): event.recordedAt
        }
    }
}
