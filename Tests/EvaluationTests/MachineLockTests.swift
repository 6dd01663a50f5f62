import Glibc
import Platform
import Synchronization
import TestSupport
import Testing

@testable import Evaluation

struct MachineLockTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func `only one holds the lock at a time`() async throws {
        let lock = MachineLock(folder: directory.path + "/not/there", clock: ManualClock())
        let holders = Holders()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await lock.holding {
                        await holders.enter()
                        await Task.yield()
                        await holders.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(await holders.most == 1)
        #expect(await holders.turns == 8)
    }

    @Test(.timeLimit(.minutes(5))) func `another process's lock is waited for`() async throws {
        let other = open(directory.path + "/measuring.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        var whole = flock()
        whole.l_type = Int16(F_WRLCK)
        // F_OFD_SETLK, which Glibc's module leaves out.
        #expect(fcntl(other, 37, &whole) == 0)
        let clock = CountingClock { tries in
            if tries == 3 { close(other) }
        }
        let lock = MachineLock(folder: directory.path, clock: clock)
        #expect(try await lock.holding { 5 } == 5)
        // A process that another test starts holds a copy from its fork to its exec.
        #expect(clock.tries >= 3)
    }

    @Test func `the lock is given back when its holder throws`() async throws {
        let lock = MachineLock(folder: directory.path, clock: ManualClock())
        await #expect(throws: CancellationError.self) { try await lock.holding { throw CancellationError() } }
        #expect(try await lock.holding { true })
    }

    @Test func `a folder that cannot be made is an error with its path`() async throws {
        try directory.write("", to: "file")
        let lock = MachineLock(folder: directory.path + "/file/none")
        let error = FileError("make the folder", directory.path + "/file/none", .system(ENOTDIR))
        await #expect(throws: error) { try await lock.holding {} }
    }
}

private actor Holders {
    private(set) var most = 0
    private(set) var turns = 0
    private var now = 0

    func enter() {
        now += 1
        turns += 1
        most = max(most, now)
    }

    func leave() { now -= 1 }
}

/// A clock whose sleeps end at once and are counted.
private final class CountingClock: Clock {
    private let base = ManualClock()
    private let count = Mutex(0)
    private let slept: @Sendable (Int) -> Void

    init(slept: @escaping @Sendable (Int) -> Void) { self.slept = slept }

    var tries: Int { count.withLock { $0 } }
    var now: ManualClock.Instant { base.now }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: ManualClock.Instant, tolerance: Duration?) async throws {
        slept(
            count.withLock {
                $0 += 1
                return $0
            })
        await Task.yield()
    }
}
