import Git
import StudyModel
import Testing

@testable import StudyStore

struct EventMergeTests {
    private let commits = (0..<4).compactMap { CommitID(text: String(repeating: "\($0)", count: 40)) }

    @Test func `a cause goes before its effect whatever the clocks say`() throws {
        let late = try entry(writer: "aaaaaaaa", step: 1, parent: 0, candidate: 1, at: 500)
        let effect = try entry(writer: "bbbbbbbb", step: 1, parent: 1, candidate: 2, at: 100)
        #expect(try order([("aaaaaaaa", [late]), ("bbbbbbbb", [effect])]) == [late, effect])
    }

    @Test func `unrelated events go by time, then by writer`() throws {
        let second = try entry(writer: "aaaaaaaa", step: 1, parent: 0, candidate: 1, at: 200)
        let first = try entry(writer: "bbbbbbbb", step: 1, parent: 0, candidate: 2, at: 100)
        let tie = try entry(writer: "bbbbbbbb", step: 2, parent: 0, candidate: 3, at: 200)
        #expect(try order([("bbbbbbbb", [first, tie]), ("aaaaaaaa", [second])]) == [first, second, tie])
    }

    @Test func `another writer's journal joins the run`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        try await fixture.step(1, in: journal)
        let file = "repository/.git/hone/writer"
        let writer = try fixture.repository.directory.read(file)
        try fixture.repository.directory.write("ffffffff " + writer.dropFirst(9), to: file)
        let other = try await fixture.reopen()
        _ = try await other.events(after: 0)
        #expect(other.writer.text == "ffffffff")
        let theirs = try await fixture.step(1, text: "int m;\n", in: other)
        let events = try await journal.contents()
        #expect(events.last == fixture.content(.step(theirs)))
        #expect(try await fixture.reopen(for: .reading).contents() == events)
        #expect(try await fixture.study.runs().map(\.writers.count) == [2])
        try fixture.repository.requireSound()
    }

    private func order(_ journals: [(String, [RecordedEvent])]) throws -> [RecordedEvent] {
        EventMerge.order(
            try journals.map { .init(writer: try WriterID(text: $0.0).orFail(), entries: $0.1) })
    }

    private func entry(
        writer: String, step: Int, parent: Int, candidate: Int, at time: Int64
    ) throws -> RecordedEvent {
        let writer = try WriterID(text: writer).orFail()
        let record = StepRecord(
            step: StepID(number: step, writer: writer), lineage: .first, parents: Parents(commits[parent]),
            candidate: commits[candidate], tree: nil, outcome: .scored, verdict: .rejected, summary: "",
            proposer: "", recordedAt: time)
        return RecordedEvent(
            id: commits[candidate], event: .step(record),
            objective: Objective(metric: "seconds", direction: .minimize))
    }
}
