import StudyModel
import Testing

@testable import StudyStore

struct LineageTests {
    @Test func `a revert is a new commit with the tree of that step`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let first = try await fixture.step(1, in: journal)
        let second = try await fixture.step(2, in: journal)
        let candidate = try #require(first.candidate)
        let commit = try await journal.revert(lineage: .first, to: candidate)
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/a") == commit.text)
        #expect(try fixture.repository.git("rev-parse", "\(commit)^") == second.candidate?.text)
        #expect(try fixture.repository.git("diff", commit.text, candidate.text) == "")
        let third = try await fixture.step(3, in: journal)
        #expect(third.parent == commit)
    }

    @Test func `a fork starts a lineage with a branch`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let step = try await fixture.step(1, .rejected, in: journal)
        let candidate = try #require(step.candidate)
        #expect(try await journal.fork(at: candidate).text == "b")
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/b") == candidate.text)
        let name = try #require(LineageName(text: "b"))
        await #expect(throws: StoreError.lineageExists(name)) {
            try await journal.fork(at: candidate, name: name)
        }
    }

    @Test func `landing moves a branch and says so before and after`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let candidate = try #require(try await fixture.step(1, in: journal).candidate)
        try fixture.repository.git("branch", "release", "main")
        _ = try await journal.newEvents()
        let branch = "refs/heads/release"
        let plan = try await journal.planLanding(
            of: candidate, onto: branch, style: .squash(message: "Faster\n"))
        guard case .ready(let landing) = plan else {
            Issue.record("no plan: \(plan)")
            return
        }
        try await journal.land(landing)
        #expect(try fixture.repository.git("rev-parse", "release^") == fixture.base.text)
        #expect(try fixture.repository.git("diff", "release", candidate.text) == "")
        #expect(try await journal.newEvents() == [.landing(landing), .landed(landing)])
        let again = try await journal.planLanding(of: candidate, onto: branch, style: .squash(message: ""))
        #expect(again == .nothingToDo)
    }

    @Test func `landing on a branch that changed the same lines is a conflict`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let candidate = try #require(try await fixture.step(1, in: journal).candidate)
        try fixture.repository.commit("Meanwhile", files: ["src/sort.c": "int n = 99;\n"])
        let plan = try await journal.planLanding(
            of: candidate, onto: "refs/heads/main", style: .merge(message: "Merge\n"))
        #expect(plan == .conflict(paths: ["src/sort.c"]))
    }
}
