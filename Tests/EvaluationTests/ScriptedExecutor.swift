import StudyModel
import Synchronization
import Workspaces

@testable import Evaluation

/// An executor without processes: a closure says how each call ends. Keeps what was asked for, in order.
final class ScriptedExecutor: Executor {
    typealias Script = @Sendable (Subject, Call) throws -> CallResult

    enum Event: Hashable, Sendable {
        case lent([Subject], Sitting.Slots)
        case called(Subject, Call)
        case finished(Subject, Outcome)
    }

    private let script: Script
    private let recorded = Mutex<[Event]>([])
    /// Moves on by what each call says it took.
    let clock = ManualClock()

    init(_ script: @escaping Script) { self.script = script }

    var events: [Event] { recorded.withLock { $0 } }

    /// The candidates and phases that were called, such as `b build`.
    var calls: [String] {
        events.compactMap { event in
            guard case .called(let subject, let call) = event else { return nil }
            return "\(subject.name) \(call.phase)"
        }
    }

    var finished: [String] {
        events.compactMap { event in
            guard case .finished(let subject, let outcome) = event else { return nil }
            return "\(subject.name) \(outcome.rawValue)"
        }
    }

    func withWorkplaces<Result: Sendable>(
        for subjects: [Subject], slots: Sitting.Slots,
        _ body: @Sendable ([any Workplace]) async throws -> Result
    ) async throws -> Result {
        record(.lent(subjects, slots))
        return try await body(subjects.map { ScriptedWorkplace(executor: self, subject: $0) })
    }

    private func record(_ event: Event) { recorded.withLock { $0.append(event) } }

    private struct ScriptedWorkplace: Workplace {
        let executor: ScriptedExecutor
        let subject: Subject

        func run(_ call: Call) async throws -> CallResult {
            try Task.checkCancellation()
            executor.record(.called(subject, call))
            let result = try executor.script(subject, call)
            executor.clock.advance(by: .seconds(result.process.wallSeconds))
            return result
        }

        func finish(after outcome: Outcome) async throws { executor.record(.finished(subject, outcome)) }
    }
}

/// A clock that moves when it is told to.
final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let time = Mutex(Duration.zero)
    var now: Instant { Instant(offset: time.withLock { $0 }) }
    var minimumResolution: Duration { .zero }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws { await Task.yield() }
    func advance(by duration: Duration) { time.withLock { $0 += duration } }
}
