import Foundation
import StudyModel
import Synchronization
import Testing

@testable import StudyStore

/// A process that is stopped at each write of a recording, and what the next one makes of it.
struct InterruptionTests {
    /// How the process that is stopped records its step.
    enum Manner: CaseIterable {
        /// As whoever does not step the run.
        case unlocked
        /// With the step lock, and branches and notes following at once.
        case slow
        /// With the step lock, and everything but the log following when that is given back.
        case fast
    }

    @Test(arguments: [BranchPolicy.living, .all], Manner.allCases)
    func `a step that was stopped at any write is recorded once, and nothing else differs`(
        _ branches: BranchPolicy, _ manner: Manner
    ) async throws {
        let undisturbed = try await outcome(stoppedAt: nil, branches, manner)
        #expect(undisturbed.places.count > 10)
        #expect(undisturbed.places.contains("after log") == (manner != .unlocked))
        for place in 1...undisturbed.places.count {
            let stopped = try await outcome(stoppedAt: place, branches, manner)
            let name = undisturbed.places[place - 1]
            #expect(stopped.view == undisturbed.view, "stopped \(name)")
            #expect(stopped.refs == undisturbed.refs, "stopped \(name)")
        }
    }

    private struct RunOutcome {
        let view: RunView
        let refs: String
        /// The writes of step 1, in order.
        let places: [String]
    }

    /// Records the base and two steps; the process that records the first is stopped at a write, and another goes on.
    private func outcome(
        stoppedAt place: Int?, _ branches: BranchPolicy, _ manner: Manner
    ) async throws -> RunOutcome {
        let fixture = try StoreFixture(branches: branches)
        _ = try await fixture.startRun()
        let places = Mutex<[String]>([])
        let failpoints = Failpoints { name in
            let count = places.withLock {
                $0.append(name)
                return $0.count
            }
            if count == place { throw FixtureError.stopped(at: name) }
        }
        let pace = ProjectionPace(interval: manner == .fast ? .seconds(1) : .zero, uptime: { .zero })
        let first = try await fixture.reopen(pace: pace, failpoints: failpoints)
        _ = try await first.events(after: 0)
        do {
            if manner != .unlocked { try await first.beginStepping() }
            try await fixture.step(1, .rejected, in: first)
            if manner != .unlocked { try await first.endStepping() }
        } catch FixtureError.stopped {}
        let second = try await fixture.reopen()
        let events = try await second.contents()
        let recorded = events.count { if case .step(let step) = $0 { step.step.number == 1 } else { false } }
        #expect(recorded <= 1)
        if recorded == 0 { try await fixture.step(1, .rejected, in: second) }
        try await fixture.step(2, in: second)
        try fixture.repository.requireSound()
        return RunOutcome(
            view: await second.view, refs: try refs(of: fixture), places: places.withLock { $0 })
    }

    /// Every ref with its commit, a notes ref with its tree: a note that was caught up on has a history of its own.
    private func refs(of fixture: StoreFixture) throws -> String {
        let trees = try ["score", "feedback"].map {
            try fixture.repository.git("rev-parse", "refs/notes/hone/\($0)^{tree}")
        }
        return try fixture.repository.git("for-each-ref", "refs/heads", "refs/hone")
            + trees.joined(separator: "\n")
    }

    @Test func `a run is all there after a power cut took the indexes of its packs`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        for number in 1...3 { try await fixture.step(number, in: journal) }
        let git = fixture.repository.path + "/.git/"
        let packs = try String(contentsOfFile: git + "hone/packs", encoding: .utf8).split(separator: "\n")
        for line in packs {
            let index = "objects/pack/\(line.dropFirst(2)).idx"
            // A file of its own: the first process may have the old one mapped.
            try FileManager.default.removeItem(atPath: git + index)
            try fixture.repository.write("", to: ".git/" + index)
        }
        try fixture.repository.write("before\n", to: ".git/hone/boot")
        let second = try await fixture.reopen()
        #expect(try await second.currentView() == journal.currentView())
        try fixture.repository.requireSound()
    }

    @Test func `packs of a process that died are let go by the next one`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let keep = fixture.repository.path + "/.git/objects/pack/pack-0.keep"
        try fixture.repository.directory.write(
            "hone 1 999999999 1\n", to: "repository/.git/objects/pack/pack-0.keep")
        _ = try await fixture.reopen(journal.record.run.text).events(after: 0)
        #expect(throws: (any Error).self) { try fixture.repository.directory.read(keep) }
    }
}
