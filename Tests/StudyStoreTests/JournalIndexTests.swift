import Platform
import StudyModel
import TestSupport
import Testing

@testable import StudyStore

struct JournalIndexTests {
    private let fixture: StoreFixture
    private let journal: RunJournal
    private let view: RunView

    /// A run that is long enough for an index, and that was read once.
    init() async throws {
        fixture = try StoreFixture()
        journal = try await fixture.startRun()
        try await LongHistory(steps: 300).write(to: journal)
        try await journal.append(
            .finished(
                FinishRecord(
                    reason: .steps, winner: fixture.base,
                    winnerStep: StepID(number: 0, writer: journal.writer), recordedAt: 0)), feedback: nil,
            attachments: [])
        view = try await fixture.reopen(for: .reading).currentView()
    }

    private var file: String {
        "repository/.git/hone/runs/\(journal.root)/index-\(journal.writer)"
    }

    /// What is to be read of the run by one who has not read it yet.
    private func addition() async throws -> JournalAddition {
        let reader = try await fixture.reopen(for: .reading)
        return try await JournalAddition.all(
            to: reader.record.run, root: .init(reader.root), since: [:], folder: reader.site.localFolder,
            in: reader.repository
        ).first.orFail()
    }

    @Test func `a long journal is read from its commits once`() async throws {
        let addition = try await addition()
        #expect(addition.indexed.count == 301)
        #expect(addition.commits.isEmpty)
        #expect(try await fixture.reopen(for: .reading).currentView() == view)
    }

    @Test func `what came later is read from its commits`() async throws {
        _ = try await journal.events(after: 0)
        try await fixture.step(300, in: journal)
        let addition = try await addition()
        #expect(addition.indexed.count == 301)
        #expect(addition.commits.count == 1)
        let live = try await journal.currentView()
        #expect(try await fixture.reopen(for: .reading).currentView() == live)
    }

    @Test(arguments: ["", "hone journal index 1\n", "hone journal index 1 sha256:00\n"])
    func `a file that is no index counts as none`(text: String) async throws {
        try fixture.repository.directory.write(text, to: file)
        #expect(try await addition().indexed.isEmpty)
        #expect(try await fixture.reopen(for: .reading).currentView() == view)
        #expect(try await addition().indexed.count == 301)
    }

    @Test(arguments: [25, 100, 5_000])
    func `an index with another byte counts as none`(place: Int) async throws {
        let path = journal.site.localFolder + "index-\(journal.writer)"
        var bytes = try HostFile.bytes(path).orFail()
        bytes[place] ^= 1
        try HostFile.replace(path, with: bytes)
        #expect(try await addition().indexed.isEmpty)
        #expect(try await fixture.reopen(for: .reading).currentView() == view)
    }

    @Test func `an index of events that the journal has no more counts as none`() async throws {
        let tip = try fixture.repository.git("rev-parse", journal.site.journalRef + "~7")
        try fixture.repository.git("update-ref", journal.site.journalRef, tip)
        let addition = try await addition()
        #expect(addition.indexed.isEmpty)
        #expect(addition.commits.count == 294)
        #expect(try await fixture.reopen(for: .reading).currentView().steps.count == 294)
    }
}
