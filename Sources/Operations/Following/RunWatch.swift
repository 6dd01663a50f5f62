import Listings
import StudyModel

/// Looks at a run that somebody else steps, again and again, until nobody does.
package struct RunWatch: Sendable {
    /// What there is to tell.
    package enum Moment {
        /// An event, and the follower that has just passed it.
        case event(RecordedEvent, RunFollower)
        /// The run is about something else than it was.
        case phase(CurrentPhase)
    }

    private let reader: RunReader
    private let interval: Duration

    /// - Parameter interval: how long to wait before looking again.
    package init(_ reader: RunReader, every interval: Duration = .milliseconds(200)) {
        self.reader = reader
        self.interval = interval
    }

    /// Tells of what has happened, and of what happens while the run goes on; returns when nobody steps it any more, or `tell` wants no more.
    package func follow(
        _ follower: inout RunFollower, telling tell: (Moment) async throws -> Bool
    ) async throws {
        var last: CurrentPhase?
        var isWanted = true
        while isWanted {
            // Asked before: what was recorded until then is found below.
            let isGoingOn = try await isGoingOn(follower.view)
            try await follower.follow { entry, follower in
                if isWanted { isWanted = try await tell(.event(entry, follower)) }
            }
            guard isGoingOn, isWanted else { return }
            if let phase = try await reader.phase(), phase != last {
                last = phase
                isWanted = try await tell(.phase(phase))
            }
            try await Task.sleep(for: interval)
        }
    }

    /// Whether anything more is to come: one whose proposals come from outside is stepped now and then.
    private func isGoingOn(_ view: RunView) async throws -> Bool {
        if try await reader.isStepping() { return true }
        guard reader.record.study.proposer == .external else { return false }
        return try await !reader.view().hasEnded
    }
}
