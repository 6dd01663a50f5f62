import Git
import StudyModel
import Testing

@testable import StudyStore

struct EventMergeTests {
    private let commits = (0..<4).compactMap { CommitID(text: String(repeating: "\($0)", count: 40)) }

    @Test func `a cause goes before its effect whatever the clocks say`() throws {
        let late = try entry(writer: "aaaaaaaa", step: 1, commit: 1, clock: 50)
        let seen = [try WriterID(text: "aaaaaaaa").orFail(): commits[1]]
        let effect = try entry(writer: "bbbbbbbb", step: 1, commit: 2, clock: 10, saw: seen)
        #expect(try order([("aaaaaaaa", [late]), ("bbbbbbbb", [effect])]) == [late, effect])
    }

    @Test func `unrelated events go by their clocks, then by writer, whenever they were recorded`() throws {
        let second = try entry(writer: "aaaaaaaa", step: 1, commit: 1, clock: 20, at: 1)
        let first = try entry(writer: "bbbbbbbb", step: 1, commit: 2, clock: 10, at: 9)
        let tie = try entry(writer: "bbbbbbbb", step: 2, commit: 3, clock: 20, at: 0)
        #expect(try order([("bbbbbbbb", [first, tie]), ("aaaaaaaa", [second])]) == [first, second, tie])
    }

    @Test func `what was seen of a journal that is not here is not waited for`() throws {
        let seen = [try WriterID(text: "cccccccc").orFail(): commits[3]]
        let first = try entry(writer: "aaaaaaaa", step: 1, commit: 1, clock: 1, saw: seen)
        let second = try entry(writer: "bbbbbbbb", step: 1, commit: 2, clock: 2)
        #expect(try order([("bbbbbbbb", [second]), ("aaaaaaaa", [first])]) == [first, second])
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
        writer: String, step: Int, commit: Int, clock: Int, saw: [WriterID: CommitID] = [:],
        at time: Int64 = 0
    ) throws -> RecordedEvent {
        let writer = try WriterID(text: writer).orFail()
        let record = StepRecord(
            step: StepID(number: step, writer: writer), lineage: .first, parents: Parents(commits[0]),
            candidate: commits[commit], tree: nil, outcome: .scored, verdict: .rejected, summary: "",
            proposer: "", recordedAt: time)
        return RecordedEvent(
            id: commits[commit], event: .step(record),
            objectives: [Objective(metric: "seconds", direction: .minimize)],
            place: EventPlace(writer: writer, clock: clock, saw: saw))
    }
}
