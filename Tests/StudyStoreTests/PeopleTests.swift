import StudyModel
import Testing

@testable import StudyStore

/// What people do to branches and notes is kept, and never fought.
struct PeopleTests {
    @Test func `a person's commit on a lineage is taken up`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let step = try await fixture.step(1, in: journal)
        let head = try commit("int n = 42;\n", to: "src/sort.c", on: "hone/sort-1/a", in: fixture)
        let events = try await journal.contents(after: 2)
        let previous = try #require(step.candidate)
        #expect(
            events == [
                .event(
                    .adopted(
                        AdoptRecord(
                            lineage: .first, head: head, previous: previous, recordedAt: 1_700_000_500)))
            ])
        #expect(try await journal.contents(after: 3).isEmpty)
        #expect(await journal.view.current.adopted == head)
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/a") == head.text)
    }

    @Test func `a person's commit out of scope is not taken up, and stays`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        _ = try await journal.events(after: 0)
        let head = try commit("false\n", to: "bench/run.sh", on: "hone/sort-1/a", in: fixture)
        #expect(try await journal.contents(after: 1).isEmpty)
        #expect(
            await journal.projectionConcerns.map(\.reason) == [
                .outOfScope(head: head, .evaluatorFile(path: "bench/run.sh"))
            ])
        try await fixture.step(1, in: journal)
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/a") == head.text)
        let told = try await journal.strayBranches()
        #expect(told.map(\.reason) == [.outOfScope(head: head, .evaluatorFile(path: "bench/run.sh"))])
        #expect(told.map(\.wanted) == [try #require(await journal.view.lineages[.first]?.head)])
    }

    @Test func `a commit that the next event takes up diverts nothing`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        try await fixture.step(1, in: journal)
        #expect(try await journal.strayBranches().isEmpty)
        _ = try commit("int n = 42;\n", to: "src/sort.c", on: "hone/sort-1/a", in: fixture)
        #expect(try await journal.strayBranches().isEmpty)
        let foreign = try commit("int n = 43;\n", to: "src/sort.c", on: "hone/sort-1/best", in: fixture)
        #expect(try await journal.strayBranches().map(\.reason) == [.foreign(foreign)])
    }

    @Test func `a tree is judged beside the base before anybody commits it`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let inScope = try commit("int n = 42;\n", to: "src/sort.c", on: "hone/sort-1/a", in: fixture)
        let outside = try commit("false\n", to: "bench/run.sh", on: "hone/sort-1/a", in: fixture)
        #expect(try await journal.trees.violation(in: journal.tree(of: inScope)) == nil)
        #expect(
            try await journal.trees.violation(in: journal.tree(of: outside))
                == .evaluatorFile(path: "bench/run.sh"))
    }

    @Test func `a deleted branch is an event, and stays deleted`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        _ = try await journal.events(after: 0)
        try fixture.repository.git("branch", "-D", "hone/sort-1/a", "hone/sort-1/best")
        #expect(
            try await journal.contents(after: 1) == [
                .event(
                    .branchDeleted(
                        BranchDeletedRecord(
                            lineage: .first, head: fixture.base, recordedAt: 1_700_000_500)))
            ])
        try await fixture.step(1, in: journal)
        _ = try await journal.events(after: 0)
        let reopened = try await fixture.reopen()
        _ = try await reopened.events(after: 0)
        try await fixture.step(2, in: reopened)
        #expect(try fixture.repository.git("branch", "--list", "hone/*") == "")
    }

    @Test func `a branch that is checked out is not moved until it is free`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        try fixture.repository.git("checkout", "-q", "hone/sort-1/a")
        let step = try await fixture.step(1, in: journal)
        let candidate = try #require(step.candidate)
        #expect(try fixture.repository.git("rev-parse", "HEAD") == fixture.base.text)
        #expect(try fixture.repository.git("status", "--porcelain") == "")
        let concern = await journal.projectionConcerns.first
        #expect(concern?.wanted == candidate)
        #expect(concern?.reason == .checkedOut(worktree: fixture.repository.path))
        try fixture.repository.git("checkout", "-q", "main")
        _ = try await journal.events(after: 0)
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/a") == candidate.text)
        #expect(await journal.projectionConcerns.isEmpty)
    }

    @Test func `notes of other tools between ours are kept`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let main = try fixture.repository.git("rev-parse", "main")
        for ref in ["hone/score", "hone/feedback"] {
            try fixture.repository.git("notes", "--ref", ref, "append", "-m", "by hand", main)
        }
        let step = try await fixture.step(1, in: journal)
        let candidate = try #require(step.candidate?.text)
        #expect(try fixture.repository.git("notes", "--ref", "hone/score", "show", main).contains("by hand"))
        #expect(try fixture.repository.git("notes", "--ref", "hone/feedback", "show", main).contains("Fine."))
        #expect(
            try fixture.repository.git("notes", "--ref", "hone/score", "list").split(separator: "\n").count
                == 2)
        try fixture.repository.git("notes", "--ref", "hone/feedback", "remove", candidate)
        try await fixture.step(2, in: journal)
        let reopened = try await fixture.reopen()
        _ = try await reopened.events(after: 0)
        let list = try fixture.repository.git("notes", "--ref", "hone/feedback", "list")
        #expect(!list.contains(candidate))
        try fixture.repository.requireSound()
    }

    @Test func `a lost notes ref is rebuilt from the journals`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        try await fixture.step(1, in: journal)
        try await fixture.step(2, .rejected, in: journal)
        let trees = ["refs/notes/hone/score^{tree}", "refs/notes/hone/feedback^{tree}"]
        let before = try trees.map { try fixture.repository.git("rev-parse", $0) }
        try fixture.repository.git("update-ref", "-d", "refs/notes/hone/score")
        try fixture.repository.git("update-ref", "-d", "refs/notes/hone/feedback")
        try await journal.rebuildProjections()
        #expect(try trees.map { try fixture.repository.git("rev-parse", $0) } == before)
    }

    /// Commits a change of one file on a branch that is not checked out.
    private func commit(
        _ text: String, to path: String, on branch: String, in fixture: StoreFixture
    ) throws -> CommitID {
        let git = fixture.repository
        try git.git("checkout", "-q", branch)
        try git.write(text, to: path)
        let commit = try git.commit("By hand")
        try git.git("checkout", "-q", "main")
        return try CommitID(text: commit).orFail()
    }
}
