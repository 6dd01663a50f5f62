import Foundation
import StudyModel
import TestSupport
import Testing

@testable import StudyStore

/// What a process that was killed had begun outside the journal, and what whoever opens the run next makes of it.
struct CutShortTests {
    private let fixture: StoreFixture
    private let candidate: CommitID

    init() async throws {
        fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        candidate = try #require(try await fixture.step(1, in: journal).candidate)
        try fixture.repository.git("branch", "release", "main")
    }

    /// A process that is stopped at a write, or at none where there is none of that name.
    private func stop(_ name: String, _ body: (RunJournal) async throws -> Void) async throws {
        let failpoints = Failpoints { if $0 == name { throw FixtureError.stopped(at: name) } }
        let journal = try await fixture.reopen(failpoints: failpoints)
        do { try await body(journal) } catch FixtureError.stopped {}
    }

    private var landing: LandRecord {
        get throws {
            let result = try fixture.repository.git(
                "commit-tree", candidate.text + "^{tree}", "-p", "main", "-m", "Faster")
            return LandRecord(
                id: "1", candidate: candidate, onto: "refs/heads/release", from: fixture.base,
                result: try #require(CommitID(text: result)), recordedAt: 0)
        }
    }

    @Test func `a landing whose branch has moved is recorded by whoever opens the run next, once`()
        async throws
    {
        let landing = try landing
        try await stop("after refs/heads/release") { try await $0.land(landing) }
        let next = try await fixture.reopen()
        #expect(try await next.currentView().openLandings.isEmpty)
        #expect(try await fixture.reopen().contents().count { $0 == .event(.landed(landing)) } == 1)
        let plan = try await next.planUndo(nil)
        #expect(plan.operation.content == .event(.landed(landing)))
    }

    @Test func `a landing whose branch has not moved stays open`() async throws {
        let landing = try landing
        try await stop("before refs/heads/release") { try await $0.land(landing) }
        #expect(try await fixture.reopen().currentView().openLandings == ["1": landing])
    }

    @Test func `a landing that was taken back, and not recorded so, is taken back`() async throws {
        try await fixture.reopen().land(try landing)
        try await stop("after refs/heads/release") { journal in
            let plan = try await journal.planUndo(nil)
            guard case .branch(let move) = plan.effect else { throw FixtureError.stopped(at: "no branch") }
            try await journal.undoLanding(plan, move)
        }
        #expect(try fixture.repository.git("rev-parse", "release") == fixture.base.text)
        let view = try await fixture.reopen().currentView()
        let operation = try #require(
            view.operations.last { if case .event(.landed) = $0.content { true } else { false } })
        #expect(operation.isUndone && view.openLandings.isEmpty)
    }

    @Test(arguments: ["before refs/heads/hone/fast/a", "after refs/heads/hone/fast/a"])
    func `a renaming that was cut short leaves no branch of the old name`(place: String) async throws {
        let (old, name) = (try #require(RunName(text: "sort-1")), try #require(RunName(text: "fast")))
        let failpoints = Failpoints { if $0 == place { throw FixtureError.stopped(at: $0) } }
        let study = try StoreFixture.open(fixture.repository, failpoints: failpoints)
        do { try await study.rename(old, to: name) } catch FixtureError.stopped {}
        // The journal may have its new name already, and then nobody can ask for the renaming again.
        let now = try #require(try await fixture.study.runs().first?.name)
        if now == old { try await fixture.study.rename(old, to: name) }
        _ = try await fixture.reopen("fast")
        #expect(try fixture.repository.git("for-each-ref", "refs/heads/hone/sort-1") == "")
        #expect(try fixture.repository.git("rev-parse", "hone/fast/a") == candidate.text)
    }

    @Test(arguments: ["", String(repeating: "\0", count: 41)])
    func `a branch and a note whose files a power cut left blank have their values again`(blank: String)
        async throws
    {
        let before = try fixture.repository.git("for-each-ref")
        for ref in ["refs/heads/hone/sort-1/a", "refs/heads/hone/sort-1/best", "refs/notes/hone/score"] {
            try fixture.repository.write(blank, to: ".git/" + ref)
        }
        let view = try await fixture.reopen().currentView()
        #expect(view.steps.count == 2)
        #expect(try fixture.repository.git("for-each-ref") == before)
        try fixture.repository.requireSound()
    }

    @Test func `who writes here is on the disk before anything goes by it`() {
        #expect(SyncCounter.count(below: fixture.repository.path + "/.git/hone/writer") > 0)
    }
}
