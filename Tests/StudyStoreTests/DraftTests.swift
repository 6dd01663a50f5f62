import StudyModel
import Testing

@testable import StudyStore

struct DraftTests {
    @Test func `a candidate's message says what, why and whose it is`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        try await fixture.step(1, in: journal)
        #expect(
            try fixture.repository.git("log", "-1", "--format=%B", "hone/sort-1/a") == """
                Try 1

                It may help.

                Hone-Run: sort-1
                Hone-Step: 1
                Hone-Proposer: mutation

                """)
    }

    @Test func `a draft that is never recorded leaves nothing`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let before = try fixture.repository.git("count-objects", "-v")
        guard case .candidate(let commit, _) = try await draft([("src/new.c", "int m;\n")], in: journal)
        else {
            Issue.record("no candidate")
            return
        }
        #expect(try await journal.diff(from: fixture.base, to: commit).contains("+int m;"))
        #expect(try fixture.repository.git("count-objects", "-v") == before)
        let artifact = try await journal.artifact(at: commit)
        #expect(try await artifact.editablePaths() == ["src/new.c", "src/sort.c"])
        #expect(try await artifact.contextPaths() == ["README"])
        #expect(try await artifact.read("src/new.c") == Array("int m;\n".utf8))
    }

    private func change(_ path: String, _ text: String) -> FileChange {
        FileChange(path: path, content: .file(Array(text.utf8), executable: false))
    }

    private func draft(_ files: [(String, String)], in journal: RunJournal) async throws -> Draft {
        let proposal = Proposal(changes: files.map { change($0.0, $0.1) }, summary: "Try")
        return try await journal.draft(
            proposal, on: Parents(journal.record.base), step: StepID(number: 9, writer: journal.writer),
            proposer: "mutation")
    }
}
