import Foundation
import Glibc
import StudyModel
import Testing

@testable import StudyStore

struct LockTests {
    @Test func `a run is stepped by one at a time`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let other = try await fixture.reopen()
        try await journal.withStepLock {
            let holder = StepLockHolder(process: getpid(), since: 1_700_000_500)
            await #expect(throws: StoreError.stepping(journal.record.run, by: holder)) {
                try await other.withStepLock {}
            }
        }
        try await other.withStepLock {}
    }

    @Test func `looking whether a run is stepped tells, and takes nothing`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        #expect(try !journal.isBeingStepped())
        let isStepped = try await journal.withStepLock { try journal.isBeingStepped() }
        #expect(isStepped)
        #expect(try !journal.isBeingStepped())
    }

    @Test func `a lock file that nobody holds stops nobody`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let file = "repository/.git/hone/runs/\(journal.root)/step.lock"
        try fixture.repository.directory.write("1 1\n", to: file)
        try await journal.withStepLock {}
    }

    @Test func `packs stay few where each event has a process of its own`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        for number in 1...40 {
            let process = try await fixture.reopen()
            _ = try await process.events(after: 0)
            try await process.withStepLock { _ = try await fixture.step(number, in: process) }
        }
        let packs = try FileManager.default.contentsOfDirectory(
            atPath: fixture.repository.path + "/.git/objects/pack"
        ).count { $0.hasSuffix(".pack") }
        #expect(packs < 20)
        #expect(try await journal.currentView().steps.count == 41)
        try fixture.repository.requireSound()
    }

    @Test func `a run that was opened for reading takes no event`() async throws {
        let fixture = try StoreFixture()
        _ = try await fixture.startRun()
        let journal = try await fixture.reopen(for: .reading)
        await #expect(throws: StoreError.openedForReading(journal.record.run)) {
            try await journal.fork(at: fixture.base)
        }
    }
}
