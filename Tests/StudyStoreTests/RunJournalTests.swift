import StudyModel
import Testing

@testable import StudyStore

struct RunJournalTests {
    @Test func `a run is read back as it was recorded`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let first = try await fixture.step(1, in: journal)
        let second = try await fixture.step(2, .rejected, in: journal)
        let read = try await fixture.reopen(for: .reading)
        let events = try await read.contents()
        let all: [Event] = [fixture.baseStep(of: journal), .step(first), .step(second)]
        #expect(events == all.map(fixture.content))
        #expect(await read.view == journal.view)
        #expect(read.record == journal.record)
        #expect(try await read.contents(after: 3).isEmpty)
        try fixture.repository.requireSound()
    }

    @Test func `a new run takes the next free number`() async throws {
        let fixture = try StoreFixture()
        _ = try await fixture.study.createRun(fixture.setup)
        try fixture.repository.git("update-ref", "refs/heads/hone/sort-7/a", "HEAD")
        let journal = try await fixture.study.createRun(fixture.setup)
        #expect(journal.record.run.text == "sort-8")
        #expect(try await fixture.study.runs().map(\.name.text) == ["sort-1", "sort-8"])
    }

    @Test func `a run keeps its study and its evaluator`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.study.createRun(fixture.setup)
        #expect(try await journal.studyText() == fixture.setup.studyText)
        #expect(try await journal.evaluatorFiles() == fixture.setup.evaluatorFiles)
    }

    @Test func `a step's files are read back`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let trace = Attachment(path: "traces/case-1.0.jsonl", text: "{}\n")
        let step = try await fixture.step(1, in: journal, attachments: [trace])
        let read = try await fixture.reopen(for: .reading)
        #expect(try await read.attachment("traces/case-1.0.jsonl", of: step.step) == trace)
        #expect(try await read.attachment("reply.md", of: step.step) == nil)
        #expect(try await read.record(of: step.step) == step)
    }

    @Test func `git reads the notes, the branches and the story`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let step = try await fixture.step(1, in: journal)
        let candidate = try #require(step.candidate)
        let log = try fixture.repository.git("log", "-1", "--notes=hone/*", "hone/sort-1/a")
        #expect(log.contains("## sort-1 step 1"))
        #expect(log.contains("Ran 1."))
        #expect(log.contains("\"run\":\"sort-1\""))
        #expect(log.contains("Hone-Step: 1"))
        #expect(try fixture.repository.git("rev-parse", "hone/sort-1/best") == candidate.text)
        let story = try fixture.repository.git(
            "log", "--first-parent", "--format=%s", "refs/hone/journal/sort-1/\(journal.writer)")
        #expect(
            story == """
                step 1: accepted, seconds 0.5 (+1.0% on its parent): Try 1
                step 0: base, seconds 1
                sort-1: starts from \(fixture.base.short)
                """)
    }
}
