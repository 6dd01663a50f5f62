import Dispatch
import Testing

/// Runs each test on a thread of its own, beside the few that all tests share, and at most four tests at once.
///
/// For tests that wait for a process, which blocks a thread, and for tests that measure how long something took, which others
/// that block or compute would keep waiting.
package struct OwnThread: TestTrait, SuiteTrait, TestScoping {
    private static let places = Places(4)

    package var isRecursive: Bool { true }

    @concurrent package func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await Self.places.withPlace {
            try await withTaskExecutorPreference(QueueExecutor()) { try await function() }
        }
    }

    private final class QueueExecutor: TaskExecutor {
        private let queue = DispatchQueue(label: "a test")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}

/// So many may be at work at a time; the others wait for their turn, in the order in which they came.
private actor Places {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    nonisolated func withPlace(_ work: @concurrent () async throws -> Void) async throws {
        await take()
        do {
            try await work()
        } catch {
            await giveBack()
            throw error
        }
        await giveBack()
    }

    private func take() async {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    }

    private func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

extension Trait where Self == OwnThread {
    /// On a thread that no other test waits for.
    package static var ownThread: Self { OwnThread() }
}
