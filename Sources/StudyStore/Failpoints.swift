import Glibc
import Synchronization

/// The places before and after each write of a recording, where a test may end the process or throw.
///
/// In production nothing happens there.
package struct Failpoints: Sendable {
    private let action: (@Sendable (String) throws -> Void)?

    /// Nothing happens at any place.
    package static let none = Failpoints(action: nil)

    private init(action: (@Sendable (String) throws -> Void)?) { self.action = action }

    /// Calls `action` with the name of each place that is reached.
    package init(_ action: @escaping @Sendable (String) throws -> Void) { self.action = action }

    /// Sends SIGKILL to this very process at the `count`-th place that is reached, counted from 1.
    package static func killAt(count: Int) -> Failpoints {
        let counter = Counter()
        return Failpoints { _ in
            if counter.next() == count { kill(getpid(), SIGKILL) }
        }
    }

    /// Says that a place is reached.
    func reach(_ place: String) throws { try action?(place) }

    /// Does a write with a place before and one after it.
    func around<Result>(_ write: String, _ body: () throws -> Result) throws -> Result {
        try reach("before \(write)")
        let result = try body()
        try reach("after \(write)")
        return result
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock {
                $0 += 1
                return $0
            }
        }
    }
}
