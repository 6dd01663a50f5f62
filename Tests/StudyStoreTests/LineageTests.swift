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
        let commit = try await journal.revert(lineage: .first, to: candidate).commit
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

    @Test(arguments: [BranchPolicy.living, .all])
    func `a lineage that ended keeps its branch only where all do, and its commits anyway`(
        branches: BranchPolicy
    ) async throws {
        let fixture = try StoreFixture(branches: branches)
        let journal = try await fixture.startRun()
        let candidate = try #require(try await fixture.step(1, in: journal).candidate)
        let end = LineageRecord(
            lineage: .first, change: .ended, by: .program, why: "no gain", recordedAt: 1_700_000_002)
        try await journal.append(.lineage(end), feedback: nil, attachments: [])
        let names = {
            try fixture.repository.git("for-each-ref", "--format=%(refname:short)", "refs/heads/hone")
        }
        #expect(try names().contains("sort-1/a") == (branches == .all))
        #expect(try fixture.repository.git("cat-file", "-t", candidate.text) == "commit")
        #expect(await journal.view.lineages[.first]?.ended == "no gain")
        // Whoever goes on with it has its branch back.
        try await journal.revert(lineage: .first, to: fixture.base)
        #expect(try names().contains("sort-1/a"))
        try fixture.repository.requireSound()
    }

    @Test func `of many lineages those have branches whose heads gained most`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let names = {
            try fixture.repository.git("for-each-ref", "--format=%(refname:short)", "refs/heads/hone")
                .split(separator: "\n").map { String($0.dropFirst("hone/sort-1/".count)) }
        }
        // Each step gains more than the one before, and begins a lineage.
        for number in 1...10 {
            let birth = LineageName(ordinal: number)
            try await fixture.step(number, bearing: birth, gain: Double(number) / 100, in: journal)
            let least = max(1, number - 7)
            let expected = Set((least...number).map { LineageName(ordinal: $0).text } + ["a", "best"])
            #expect(try Set(names()) == expected, "after step \(number)")
        }
        try await fixture.reopen().reconcile()
        #expect(try names().count == 10)
        try fixture.repository.requireSound()
    }

    @Test func `landing moves a branch and says so before and after`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let candidate = try #require(try await fixture.step(1, in: journal).candidate)
        try fixture.repository.git("branch", "release", "main")
        let result = try fixture.repository.git(
            "commit-tree", candidate.text + "^{tree}", "-p", "main", "-m", "Faster")
        let landing = LandRecord(
            id: "1", candidate: candidate, onto: "refs/heads/release", from: fixture.base,
            result: try #require(CommitID(text: result)), recordedAt: 0)
        try await journal.land(landing)
        #expect(try fixture.repository.git("rev-parse", "release^") == fixture.base.text)
        #expect(try fixture.repository.git("diff", "release", candidate.text) == "")
        #expect(
            try await journal.contents(after: 2) == [.event(.landing(landing)), .event(.landed(landing))])
        await #expect(throws: StoreError.branchMoved(landing.onto, expected: fixture.base)) {
            try await journal.land(landing)
        }
    }
}
