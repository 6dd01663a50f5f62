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

    @Test func `whoever steps the run waits for the pack and the log`() async throws {
        let counts = Mutex<[Int]>([])
        let folder = Mutex("")
        let failpoints = Failpoints { _ in
            let count = SyncCounter.count(below: folder.withLock { $0 })
            counts.withLock { $0.append(count) }
        }
        let fixture = try StoreFixture(sync: .pack, failpoints: failpoints)
        folder.withLock { $0 = fixture.repository.path }
        let journal = try await fixture.startRun()
        try await journal.beginStepping()
        try await fixture.step(1, in: journal)
        counts.withLock { $0 = [] }
        for number in 2...5 { try await fixture.step(number, in: journal) }
        let seen = counts.withLock { $0 }
        #expect(try #require(seen.last) - #require(seen.first) == 8)
    }

    @Test func `a step that comes fast waits for the disk once, and for all of them before notes follow`()
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
        try await journal.beginStepping()
        try await fixture.step(1, in: journal)
        counts.withLock { $0 = [] }
        for number in 2...5 { try await fixture.step(number, in: journal) }
        let steps = counts.withLock { $0 }
        #expect(try #require(steps.last).count - #require(steps.first).count == 4)
        try await journal.settleBacklog()
        let all = counts.withLock { $0 }
        let notes = try #require(all.first { $0.place == "before \(RefNames.score)" })
        // The pack, which has deltas, so its index and their folder as well.
        #expect(try notes.count - #require(steps.last).count == 3)
    }
}
