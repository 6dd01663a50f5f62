import Search
import StudyModel
import Synchronization

/// A clock that goes on by a second whenever it is read, or by another pace.
final class TestClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    /// What becomes of sleeps: they are over at once, or only when they are cancelled.
    enum Sleeps { case none, endless }

    private let reads = Atomic(0)
    private let pace: Duration
    private let sleeps: Sleeps

    init(pace: Duration = .seconds(1), sleeps: Sleeps = .none) { (self.pace, self.sleeps) = (pace, sleeps) }

    var now: Instant {
        Instant(offset: pace * reads.add(1, ordering: .relaxed).newValue)
    }
    var minimumResolution: Duration { .seconds(1) }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        guard sleeps == .endless else { return }
        await StopRequest().made()
        try Task.checkCancellation()
    }
}
