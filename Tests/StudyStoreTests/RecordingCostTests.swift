import Foundation
import StudyModel
import Synchronization
import TestSupport
import Testing

@testable import StudyStore

/// What the recording of a step costs, counted, not timed.
struct RecordingCostTests {
    /// The places that a recording reached, each with the syncs until then.
    private final class Meter: Sendable {
        private let seen = Mutex<[(place: String, count: Int)]>([])
        private let folder = Mutex("")

        var places: [(place: String, count: Int)] { seen.withLock { $0 } }

        /// The syncs from the first place reached to the last.
        var syncs: Int { (places.last?.count ?? 0) - (places.first?.count ?? 0) }

        /// A repository whose syncs are counted from here on.
        func makeFixture(pace: ProjectionPace = .everyStep) throws -> StoreFixture {
            let failpoints = Failpoints { place in
                let count = SyncCounter.count(below: self.folder.withLock { $0 })
                self.seen.withLock { $0.append((place, count)) }
            }
            let fixture = try StoreFixture(sync: .pack, pace: pace, failpoints: failpoints)
            folder.withLock { $0 = fixture.repository.path }
            return fixture
        }

        /// How many syncs there were when a place was last reached.
        func count(at place: String) throws -> Int { try places.last { $0.place == place }.orFail().count }

        func reset() { seen.withLock { $0 = [] } }
    }

    private let meter = Meter()

    @Test func `a step is durable with three syncs`() async throws {
        let fixture = try meter.makeFixture()
        let journal = try await fixture.startRun()
        try await fixture.step(1, in: journal)
        let (first, packed) = try (meter.count(at: "before objects"), meter.count(at: "after objects"))
        let (moved, last) = try (meter.count(at: "after journal"), meter.count(at: "after release"))
        #expect(packed - first == 1)
        #expect(moved - packed == 2)
        #expect(last - moved == 0)
    }

    @Test func `whoever steps the run waits for the pack and the log`() async throws {
        let fixture = try meter.makeFixture()
        let journal = try await fixture.startRun()
        try await journal.beginStepping()
        try await fixture.step(1, in: journal)
        meter.reset()
        for number in 2...5 { try await fixture.step(number, in: journal) }
        #expect(meter.syncs == 8)
    }

    @Test func `a step that comes fast waits for the disk once, and for all of them before notes follow`()
        async throws
    {
        let fixture = try meter.makeFixture(pace: ProjectionPace(interval: .seconds(1)) { .zero })
        let journal = try await fixture.startRun()
        try await journal.beginStepping()
        try await fixture.step(1, in: journal)
        meter.reset()
        for number in 2...5 { try await fixture.step(number, in: journal) }
        #expect(meter.syncs == 4)
        let steps = try #require(meter.places.last).count
        try await journal.settleBacklog()
        // The pack, which has deltas, so its index and their folder as well.
        #expect(try meter.count(at: "before \(RefNames.score)") - steps == 3)
    }
}
