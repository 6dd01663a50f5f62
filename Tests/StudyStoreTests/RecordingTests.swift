import Foundation
import StudyModel
import Testing
import Text

@testable import StudyStore

struct RecordingTests {
    @Test func `every candidate outlives a gc, rejected ones too`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        var candidates: [CommitID] = []
        for number in 1...10 {
            let step = try await fixture.step(number, number == 5 ? .accepted : .rejected, in: journal)
            candidates += step.candidate.map { [$0] } ?? []
        }
        #expect(try fixture.repository.git("branch", "--list", "hone/*").split(separator: "\n").count == 2)
        try fixture.repository.git("gc", "-q", "--prune=now")
        try fixture.repository.requireSound()
        for candidate in candidates {
            #expect(try fixture.repository.git("cat-file", "-t", candidate.text) == "commit")
        }
        try await fixture.step(11, in: journal)
        try fixture.repository.requireSound()
    }

    @Test func `the journal holds the very blobs of the notes`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let step = try await fixture.step(1, in: journal)
        let candidate = try #require(step.candidate)
        let tip = "refs/hone/journal/sort-1/\(journal.writer)"
        for (file, ref) in [("score.json", "hone/score"), ("feedback.md", "hone/feedback")] {
            let blob = try fixture.repository.git("rev-parse", "\(tip):steps/1/\(file)")
            #expect(try fixture.repository.git("notes", "--ref", ref, "list", candidate.text) == blob)
        }
        #expect(try fixture.repository.git("rev-parse", "\(tip)^2") == candidate.text)
        let files = try fixture.repository.git("ls-tree", "-r", "--name-only", tip)
        #expect(
            files.split(separator: "\n") == [
                "steps/1/event.json", "steps/1/feedback.md", "steps/1/score.json", "steps/1/trials.jsonl",
            ])
    }

    @Test func `a commit that two runs judge has a line of each`() async throws {
        let fixture = try StoreFixture()
        _ = try await fixture.startRun()
        _ = try await fixture.startRun()
        let note = try fixture.repository.git("notes", "--ref", "hone/score", "show", fixture.base.text)
        let lines = note.split(separator: "\n").compactMap { JSONReader.read(String($0)) }
        #expect(Set(lines.map { $0["run"]?.string }) == ["sort-1", "sort-2"])
        #expect(Set(lines.map { $0["root"]?.string }).count == 2)
        for line in lines {
            let score = try #require(line["scores"]?.elements?.first)
            #expect(score["metrics"]?["seconds"]?["value"]?.number == 1)
            #expect(score["sample"]?["repeats"]?.number == 3)
        }
        let words = try fixture.repository.git("notes", "--ref", "hone/feedback", "show", fixture.base.text)
        #expect(words == "## sort-1 step 0\n\nFine.\n\n## sort-2 step 0\n\nFine.")
    }

    @Test func `a run's feedback on a commit is without what other runs were told`() async throws {
        let fixture = try StoreFixture()
        let first = try await fixture.startRun()
        let second = try await fixture.startRun()
        for journal in [first, second] {
            #expect(try await journal.feedback(of: StepID(number: 0, writer: journal.writer)) == "Fine.")
        }
        #expect(try await second.feedback(of: StepID(number: 1, writer: second.writer)) == nil)
    }

    @Test func `with all branches a rejected step keeps one`() async throws {
        let fixture = try StoreFixture(branches: .all)
        let journal = try await fixture.startRun()
        let step = try await fixture.step(1, .rejected, in: journal)
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/step-1") == step.candidate?.text)
    }

    @Test func `the user's checkout is not touched`() async throws {
        let fixture = try StoreFixture()
        try fixture.repository.write("dirty", to: "src/sort.c")
        let journal = try await fixture.startRun()
        try await fixture.step(1, in: journal)
        #expect(try fixture.repository.read("src/sort.c") == "dirty")
        #expect(try fixture.repository.git("status", "--porcelain") == " M src/sort.c")
    }

    @Test func `an event that another process appended meanwhile comes first`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let other = try await fixture.reopen()
        #expect(try await other.fork(at: fixture.base).text == "b")
        let step = try await fixture.step(1, in: journal)
        let events = try await journal.contents(after: 1)
        #expect(events.count == 2)
        #expect(events.last == fixture.content(.step(step)))
        #expect(await journal.view.lineages.count == 2)
        #expect(try await fixture.reopen(for: .reading).contents(after: 1) == events)
    }

    @Test func `a study file of a newer version is refused by name`() async throws {
        let fixture = try StoreFixture()
        _ = try await fixture.study.createRun(fixture.setup)
        let ref = try fixture.repository.git("for-each-ref", "--format=%(refname)", "refs/hone/journal")
        let json = try fixture.repository.git("show", "\(ref):run.json")
        let newer = json.replacingOccurrences(of: "{\"version\":1,", with: "{\"version\":2,")
        try replace("run.json", with: newer, at: ref, parents: [], in: fixture)
        let root = try CommitID(text: fixture.repository.git("rev-parse", ref)).orFail()
        await #expect(throws: StoreError.unknownVersion(found: 2, newest: 1, commit: root)) {
            try await fixture.reopen(for: .reading)
        }
    }

    private static let head = #""writer":"abcd0001","clock":1"#

    @Test(arguments: [
        #"{"version":9,"kind":"step",\#(head)}"#, #"{"version":1,"kind":"blessed",\#(head)}"#,
    ])
    func `a run with an event that is not known is shown, and not gone on with`(json: String) async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let ref = "refs/hone/journal/sort-1/\(journal.writer)"
        try replace("steps/0/event.json", with: json, at: ref, parents: [journal.root.text], in: fixture)
        let view = try await fixture.reopen(for: .reading).currentView()
        #expect(view.unknown.count == 1 && view.needed.count == 1)
        let unknown = try #require(view.needed.first)
        let refusal = StoreError.unknownEvent(kind: unknown.kind, version: unknown.version)
        let next = try await fixture.reopen()
        await #expect(throws: refusal) { try await next.beginStepping() }
        await #expect(throws: refusal) {
            try await next.append(
                .deleted(.init(run: next.record.run, recordedAt: 0)), feedback: nil, attachments: [])
        }
        #expect(try await fixture.reopen(for: .reading).operations().map(\.kind) == [unknown.kind])
    }

    @Test func `an unknown event that may be passed over is counted, and the run goes on`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let ref = "refs/hone/journal/sort-1/\(journal.writer)"
        let json = #"{"version":1,"kind":"blessed","optional":true,\#(Self.head)}"#
        try replace("steps/0/event.json", with: json, at: ref, parents: [journal.root.text], in: fixture)
        let next = try await fixture.reopen()
        _ = try await next.events(after: 0)
        try await next.append(fixture.baseStep(of: next), feedback: nil, attachments: [])
        let view = try await fixture.reopen(for: .reading).currentView()
        #expect(view.unknown.map(\.kind) == ["blessed"] && view.needed.isEmpty)
        #expect(view.baseline?.score?.value == 1)
    }

    @Test(arguments: ["{", #"{"version":1,"kind":"step",\#(head)}"#, #"{"version":1,"kind":"step"}"#])
    func `an event that lacks what it must have is damage, and named`(json: String) async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let ref = "refs/hone/journal/sort-1/\(journal.writer)"
        try replace("steps/0/event.json", with: json, at: ref, parents: [journal.root.text], in: fixture)
        let tip = try CommitID(text: fixture.repository.git("rev-parse", ref)).orFail()
        do {
            _ = try await fixture.reopen(for: .reading).currentView()
            Issue.record("it was read")
        } catch StoreError.damagedJournal(let commit, _) {
            #expect(commit == tip)
        }
    }

    /// Replaces a journal's last commit by one that has another text in a file.
    private func replace(
        _ path: String, with text: String, at ref: String, parents: [String], in fixture: StoreFixture
    ) throws {
        let git = fixture.repository
        let message = try git.git("log", "-1", "--format=%B", ref)
        let blob = try git.git("hash-object", "-w", "--stdin", input: text)
        try git.git("read-tree", ref)
        try git.git("update-index", "--cacheinfo", "100644,\(blob),\(path)")
        let tree = try git.git("write-tree")
        try git.git("read-tree", "HEAD")
        let commit = try git.git(
            "commit-tree", tree, "-m", message, "-p", parents.first ?? fixture.base.text)
        let rootless = try git.git("commit-tree", tree, "-m", message)
        try git.git("update-ref", ref, parents.isEmpty ? rootless : commit)
    }
}
