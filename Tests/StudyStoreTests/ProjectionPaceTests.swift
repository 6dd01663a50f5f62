import StudyModel
import Synchronization
import Testing

@testable import StudyStore

/// Branches and notes, which follow the journal together where steps come fast.
struct ProjectionPaceTests {
    /// A clock that a test moves on.
    private final class Uptime: Sendable {
        private let seconds = Mutex(0)

        func advance() { seconds.withLock { $0 += 1 } }

        var pace: ProjectionPace {
            ProjectionPace(interval: .seconds(1)) { .seconds(self.seconds.withLock { $0 }) }
        }
    }

    private static func notes(in fixture: StoreFixture) throws -> Int {
        try fixture.repository.git("notes", "--ref=hone/score", "list").split(separator: "\n").count
    }

    private static func head(in fixture: StoreFixture) throws -> CommitID? {
        CommitID(text: try fixture.repository.git("rev-parse", "hone/sort-1/a"))
    }

    @Test func `steps that come fast are in the journal at once, and in branches and notes together`()
        async throws
    {
        let uptime = Uptime()
        let fixture = try StoreFixture(pace: uptime.pace)
        let journal = try await fixture.startRun()
        for number in 1...3 {
            try await fixture.step(number, in: journal)
            _ = try await journal.events(after: 0)
        }
        #expect(try await fixture.reopen(for: .reading).currentView().steps.count == 4)
        #expect(try Self.notes(in: fixture) == 1)
        uptime.advance()
        let last = try await fixture.step(4, in: journal)
        _ = try await journal.events(after: 0)
        #expect(try Self.notes(in: fixture) == 5)
        #expect(try Self.head(in: fixture) == last.candidate)
        #expect(try fixture.repository.git("rev-list", "--count", "refs/notes/hone/score") == "2")
        try fixture.repository.requireSound()
    }

    @Test func `a step that comes slowly is followed at once`() async throws {
        let uptime = Uptime()
        let fixture = try StoreFixture(pace: uptime.pace)
        let journal = try await fixture.startRun()
        for number in 1...3 {
            uptime.advance()
            try await fixture.step(number, in: journal)
            #expect(try Self.notes(in: fixture) == number + 1)
        }
    }

    @Test(arguments: [true, false])
    func `whoever gives the step lock back leaves branches and notes where the journal is`(
        throwing: Bool
    ) async throws {
        let uptime = Uptime()
        let fixture = try StoreFixture(pace: uptime.pace)
        let journal = try await fixture.startRun()
        do {
            try await journal.withStepLock {
                for number in 1...2 { try await fixture.step(number, in: journal) }
                if throwing { throw FixtureError.missing }
            }
        } catch FixtureError.missing {}
        #expect(try Self.notes(in: fixture) == 3)
        #expect(try await Self.head(in: fixture) == journal.currentView().current.head)
    }

    @Test func `what another process wrote meanwhile is projected as well`() async throws {
        let uptime = Uptime()
        let fixture = try StoreFixture(pace: uptime.pace)
        let journal = try await fixture.startRun()
        try await fixture.step(1, in: journal)
        try await fixture.reopen().fork(at: fixture.base)
        try await fixture.step(2, .rejected, in: journal)
        try await journal.settleBacklog()
        #expect(try Self.notes(in: fixture) == 3)
        let branches = try fixture.repository.git("branch", "--list", "--format=%(refname:short)", "hone/*")
        #expect(branches == "hone/sort-1/a\nhone/sort-1/b\nhone/sort-1/best")
        let view = try await journal.currentView()
        #expect(try await fixture.reopen().currentView() == view)
    }
}
