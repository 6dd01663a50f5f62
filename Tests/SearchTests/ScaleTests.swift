import Search
import Simulation
import Synchronization
import Testing

@testable import StudyModel

struct ScaleTests {
    /// Notes where the run's steps lie in memory whenever an event is recorded.
    private final class AddressWatcher: RunObserver {
        private let addresses = Mutex<[Int: Int]>([:])

        func observe(_ progress: Progress) async {
            guard case .recorded(_, let view) = progress else { return }
            let address = view.steps.contents.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
            addresses.withLock { $0[address, default: 0] += 1 }
        }

        var count: Int { addresses.withLock { $0.count } }
    }

    @Test func `2,000 steps copy the run's state only where it grows`() async throws {
        let run = TestRun(.test { $0.budget.steps = 2000 })
        let watcher = AddressWatcher()
        let end = try await run.run(observer: watcher)
        #expect(end.view.steps.count == 2001)
        // Doubling comes to a dozen; a copy an event would come to thousands or, with luck of the allocator, hundreds.
        #expect(watcher.count < 30)
    }

    @Test func `evidence does not grow with the run`() async throws {
        let run = TestRun(.test { $0.budget.steps = 300 })
        try await run.run()
        let sizes = await [20, 290].asyncMap { number in
            let step = StepID(number: number, writer: run.repository.record.writer)
            return await run.repository.attachment("evidence.md", of: step)?.bytes.count ?? 0
        }
        #expect(sizes[1] < sizes[0] + 100)
    }
}
