import Synchronization

/// A person's wish that the loop end after the steps in flight, such as the first Ctrl-C.
///
/// Asked before each round, from any task or signal source. Stopping at once is cancelling the loop's task.
package final class StopRequest: Sendable {
    private let flag = Atomic(false)

    package init() {}

    package var isMade: Bool { flag.load(ordering: .acquiring) }

    package func make() { flag.store(true, ordering: .releasing) }
}
