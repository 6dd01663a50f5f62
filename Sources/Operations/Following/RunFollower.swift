import Listings
import StudyModel
import StudyStore
import Wiring

/// A run, event by event: whoever follows it knows at each what the run had come to by then.
///
/// So a step's line is the same whether it is told as the step is recorded or years later.
package struct RunFollower: Sendable {
    /// The run that is followed.
    package let reader: RunReader
    /// The run as the events that were passed make it.
    package private(set) var view: RunView
    /// The last event that was passed; the run's root before the first.
    package private(set) var cursor: CommitID

    package init(_ reader: RunReader) {
        self.reader = reader
        view = RunView(reader.record, seenBy: reader.journal.writer)
        cursor = reader.root
    }

    /// How many events it has passed.
    package var count: Int { view.eventCount }

    /// Passes events by until there are so many behind it.
    package mutating func pass(to count: Int) async throws {
        for entry in try await news(to: count) { take(entry) }
    }

    /// Passes by all until an event, named by its commit or the beginning of that, or the run's root; throws where the run has no such event.
    package mutating func pass(to cursor: String) async throws {
        let wanted = cursor.lowercased()
        guard wanted.count >= 4 else { throw Problem.run(.noSuchEvent(cursor, in: view.record.run)) }
        if reader.root.text.hasPrefix(wanted) { return }
        for entry in try await news() {
            take(entry)
            if entry.id?.text.hasPrefix(wanted) == true { return }
        }
        throw Problem.run(.noSuchEvent(cursor, in: view.record.run))
    }

    /// Passes the events that are there, up to so many in all where that is given, and calls `body` at each, once it is taken in.
    package mutating func follow(
        to count: Int? = nil, _ body: (RecordedEvent, borrowing RunFollower) async throws -> Void
    ) async throws {
        for entry in try await news(to: count) {
            take(entry)
            try await body(entry, self)
        }
    }

    /// The line of the event that was passed last.
    package func line(of entry: RecordedEvent) async throws -> StreamLine? {
        switch entry.content {
        case .event(let event): return .event(event, in: view, cursor: cursor)
        case .step(let step):
            return try await reader.listings(of: [step], in: view).first.map { .step($0, cursor: cursor) }
        }
    }

    private func news(to count: Int? = nil) async throws -> ArraySlice<RecordedEvent> {
        let passed = view.eventCount
        if let count, count <= passed { return [] }
        let news = try await reader.events(after: passed)
        return news.prefix(count.map { $0 - passed } ?? news.count)
    }

    private mutating func take(_ entry: RecordedEvent) {
        view.apply(entry)
        cursor = entry.id ?? cursor
    }
}
