import Foundation
import StudyModel
import Synchronization
import TestSupport
import Testing

@testable import StudyStore

/// What the recording of a step costs, counted, not timed.
struct RecordingCostTests {
    @Test func `a step is durable with three syncs`() async throws {
        let counts = Mutex<[String: Int]>([:])
        let folder = Mutex("")
        let failpoints = Failpoints { place in
            let count = SyncCounter.count(below: folder.withLock { $0 })
            counts.withLock { $0[place] = count }
        }
        let fixture = try StoreFixture(sync: .pack, failpoints: failpoints)
        folder.withLock { $0 = fixture.repository.path }
        let journal = try await fixture.startRun()
        try await fixture.step(1, in: journal)
        let seen = counts.withLock { $0 }
        let places = try (
            first: #require(seen["before objects"]), packed: #require(seen["after objects"]),
            moved: #require(seen["after journal"]), last: #require(seen["after release"])
        )
        #expect(places.packed - places.first == 1)
        #expect(places.moved - places.packed == 2)
        #expect(places.last - places.moved == 0)
    }

    @Test func `a step that comes fast waits for the disk once, and the journal's ref before notes follow`()
        async throws
    {
        let counts = Mutex<[(place: String, count: Int)]>([])
        let folder = Mutex("")
        let failpoints = Failpoints { place in
            let count = SyncCounter.count(below: folder.withLock { $0 })
            counts.withLock { $0.append((place, count)) }
        }
        let pace = ProjectionPace(interval: .seconds(1)) { .zero }
        let fixture = try StoreFixture(sync: .pack, pace: pace, failpoints: failpoints)
        folder.withLock { $0 = fixture.repository.path }
        let journal = try await fixture.startRun()
        counts.withLock { $0 = [] }
        try await fixture.step(1, in: journal)
        let step = counts.withLock { $0 }
        #expect(try #require(step.last).count - #require(step.first).count == 1)
        try await journal.settleBacklog()
        let all = counts.withLock { $0 }
        let notes = try #require(all.first { $0.place == "before \(RefNames.score)" })
        // The ref and its folder, and the pack of the notes.
        #expect(try notes.count - #require(step.last).count == 3)
    }
}
