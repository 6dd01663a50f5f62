import Foundation
import StudyModel
import Testing

@testable import StudyStore

/// Reviews are events, and their notes are what git shows.
struct ReviewTests {
    private let fixture: StoreFixture
    private let journal: RunJournal
    private let first: CommitID
    private let second: CommitID

    init() async throws {
        fixture = try StoreFixture()
        journal = try await fixture.startRun()
        first = try #require(try await fixture.step(1, in: journal).candidate)
        second = try #require(try await fixture.step(2, in: journal).candidate)
    }

    private func note(on commit: CommitID) throws -> [String] {
        let result = try fixture.repository.runGit(["notes", "--ref", "hone/review", "show", commit.text])
        return result.output.split(separator: "\n").map(String.init)
    }

    private func write(_ words: [String], on commit: CommitID) throws {
        let arguments = ["notes", "--ref", "hone/review"] + words + [commit.text]
        let result = try fixture.repository.runGit(arguments)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func `a review is a line of the note with who and when, several side by side`() async throws {
        try await journal.review(second, .reject, text: "Breaks the ABI")
        try await journal.review(second, .comment, text: "Two\nlines")
        let lines = try note(on: second)
        #expect(
            lines == [
                """
                {"version":1,"run":"sort-1","decision":"reject","text":"Breaks the ABI","by":"person",\
                "name":"Test Author","email":"author@example.com","at":"2023-11-14T22:21:40Z"}
                """,
                """
                {"version":1,"run":"sort-1","decision":"comment","text":"Two\\nlines","by":"person",\
                "name":"Test Author","email":"author@example.com","at":"2023-11-14T22:21:40Z"}
                """,
            ])
        #expect(try note(on: first).isEmpty)
        try fixture.repository.requireSound()
    }

    @Test func `a rejected best gives way to the best of the others, and an approval brings it back`()
        async throws
    {
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/best") == second.text)
        try await journal.review(second, .reject, text: "no")
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/best") == first.text)
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/a") == second.text)
        try await journal.review(second, .approve, text: "")
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/best") == second.text)
    }

    @Test func `what a person writes into the note with git is a review`() async throws {
        try write(["append", "-m", "reject: slower on my machine"], on: second)
        _ = try await journal.events(after: 0)
        let view = try await journal.currentView()
        #expect(view.isRejected(second))
        let review = try #require(view.reviews(of: second).first?.record)
        #expect(review.text == "slower on my machine")
        #expect(review.name == "Test Author")
        #expect(try note(on: second) == ["reject: slower on my machine"])
        try write(["append", "-m", "And it is hard to read."], on: second)
        try write(["append", "-m", "approve"], on: first)
        #expect(try await journal.contents(after: 4).count == 2)
        #expect(try await journal.contents(after: 6).isEmpty)
        #expect(try note(on: second).count == 2)
        #expect(try await fixture.reopen().contents().count == 6)
    }

    @Test func `a line that a person takes out of the note is undone, and not put back`() async throws {
        try await journal.review(second, .reject, text: "no")
        try await journal.review(first, .comment, text: "nice")
        try write(["remove"], on: second)
        let reopened = try await fixture.reopen()
        _ = try await reopened.events(after: 0)
        let view = try await reopened.currentView()
        #expect(!view.isRejected(second))
        #expect(view.best == second)
        #expect(view.operations.last?.content.isUndo == true)
        #expect(try note(on: second).isEmpty)
        #expect(try note(on: first).count == 1)
        try await reopened.review(second, .comment, text: "later")
        #expect(try note(on: second).count == 1)
    }

    @Test func `a line that a person edits is another review`() async throws {
        try await journal.review(second, .reject, text: "no")
        let line = try #require(try note(on: second).first)
        let edited = line.replacingOccurrences(of: "reject", with: "approve")
        try write(["add", "-f", "-m", edited], on: second)
        _ = try await journal.events(after: 0)
        let reviews = try await journal.currentView().reviews(of: second)
        #expect(reviews.map(\.record.decision) == [.approve])
        #expect(try note(on: second) == [edited])
    }

    @Test func `an undone review leaves the note, and comes back when that is undone`() async throws {
        try write(["append", "-m", "Mine, by hand"], on: second)
        _ = try await journal.events(after: 0)
        try await journal.review(second, .reject, text: "no")
        let before = try note(on: second)
        try await journal.recordUndo(try await journal.planUndo(nil))
        #expect(try note(on: second) == ["Mine, by hand"])
        try await journal.recordUndo(try await journal.planUndo(nil))
        #expect(try note(on: second) == before)
    }

    @Test func `lines of other runs stay, and are not taken up`() async throws {
        let other = try await fixture.startRun()
        try await other.review(fixture.base, .comment, text: "other")
        try await journal.review(fixture.base, .comment, text: "this")
        _ = try await journal.events(after: 0)
        _ = try await other.events(after: 0)
        #expect(try note(on: fixture.base).count == 2)
        #expect(try await journal.currentView().reviews(of: fixture.base).map(\.record.text) == ["this"])
        #expect(try await other.currentView().reviews(of: fixture.base).map(\.record.text) == ["other"])
    }

    @Test
    func `a lost notes ref is written anew from the journals, and lost local state takes nothing twice`()
        async throws
    {
        try await journal.review(second, .reject, text: "no")
        try await journal.review(first, .approve, text: "yes")
        let tree = try fixture.repository.git("rev-parse", "refs/notes/hone/review^{tree}")
        let state = fixture.repository.path + "/.git/hone/runs/\(journal.root)/projected.json"
        try FileManager.default.removeItem(atPath: state)
        let reopened = try await fixture.reopen()
        _ = try await reopened.events(after: 0)
        #expect(try await reopened.currentView().operations.count == 5)
        try fixture.repository.git("update-ref", "-d", "refs/notes/hone/review")
        try await reopened.rebuildProjections()
        #expect(try fixture.repository.git("rev-parse", "refs/notes/hone/review^{tree}") == tree)
    }

    @Test func `a review that comes while the run is stepped is read at its next step`() async throws {
        let other = try await fixture.reopen()
        try await other.review(second, .reject, text: "no")
        let events = try await journal.contents()
        guard case .event(.reviewed(let record))? = events.last else {
            Issue.record("no review: \(events)")
            return
        }
        #expect(record.candidate == second)
        try await fixture.step(3, in: journal)
        try await other.review(first, .comment, text: "still")
        try await fixture.step(4, in: journal)
        #expect(try await fixture.reopen(for: .reading).currentView().operations.count == 7)
        try fixture.repository.requireSound()
    }

    @Test func `two notes on one commit, as a merge of two clones' notes leaves, stop nothing`() async throws
    {
        try await journal.review(second, .approve, text: "ok")
        let git = fixture.repository
        let (flat, fanned) = (second.text, second.text.dropFirst(2))
        let blobs = try ["Mine", "Yours"].map {
            try git.git("hash-object", "-w", "--stdin", input: $0 + "\n")
        }
        let folder = try git.git("mktree", input: "100644 blob \(blobs[1])\t\(fanned)\n")
        let tree = try git.git(
            "mktree",
            input: "040000 tree \(folder)\t\(flat.prefix(2))\n100644 blob \(blobs[0])\t\(flat)\n")
        let merged = try git.git("commit-tree", tree, "-p", "refs/notes/hone/review", "-m", "merged")
        try git.git("update-ref", "refs/notes/hone/review", merged)
        let reopened = try await fixture.reopen()
        _ = try await reopened.events(after: 0)
        try await reopened.review(first, .comment, text: "later")
        #expect(try await reopened.currentView().reviews(of: first).count == 1)
        #expect(try note(on: first).count == 1)
    }

    @Test func `what is no candidate of the run is not reviewed`() async throws {
        let stranger = try #require(
            CommitID(text: try fixture.repository.commit("Stranger", files: ["x": "y"])))
        await #expect(throws: StoreError.unknownCandidate(stranger)) {
            try await journal.review(stranger, .approve, text: "")
        }
    }
}

extension StudyModel.Operation.Content {
    fileprivate var isUndo: Bool { if case .event(.undone) = self { true } else { false } }
}
