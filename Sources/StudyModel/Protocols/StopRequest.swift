import Synchronization

/// A person's wish that the loop end after the steps in flight, such as the first Ctrl-C.
///
/// Asked before each round, from any task or signal source, and awaited while the loop waits for somebody else. Stopping at once is cancelling the
/// loop's task.
package final class StopRequest: Sendable {
    private struct State {
        var isMade = false
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    package init() {}

    package var isMade: Bool { state.withLock { $0.isMade } }

    package func make() {
        let waiting = state.withLock { state in
            state.isMade = true
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Returns once the wish is made, or the task is cancelled.
    package func made() async {
        let ticket = state.withLock { state in
            state.count += 1
            return state.count
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // Cancelled before: the handler has found nothing to resume.
                    if state.isMade || Task.isCancelled { return true }
                    state.waiting[ticket] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume()
        }
    }
}
