import Foundation
import StudyModel
import TestSupport
import Testing

@testable import StudyStore

/// The note of a run's winner once the run has closed.
struct ConfirmedNoteTests {
    private let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    private func close(
        _ journal: RunJournal, with winner: CommitID, gain: Double, confirmed: Bool = true
    ) async throws {
        let comparison = Comparison(
            test: "Wilcoxon signed-rank", gain: gain, low: gain / 2, high: gain * 2, p: 0.001, n: 20,
            unit: .pair, reference: 0.5)
        let recorded = RecordedGain(
            of: winner, over: journal.record.base, source: .confirmed, sitting: "end.2",
            metric: "seconds", comparison: comparison, confidence: 0.95)
        try await journal.append(
            .compared(
                CompareRecord(
                    purpose: .confirmation, confirmed: confirmed, evaluations: [], gains: [recorded],
                    recordedAt: 0)), feedback: nil, attachments: [])
    }

    private struct Line: Decodable {
        struct Gain: Decodable {
            let over: String
            let source: String
            let percent: Double?
            let confirmed: Bool?
        }
        let gains: [Gain]?
    }

    private func gains(on commit: CommitID?) throws -> [Line.Gain] {
        let text = try fixture.repository.git("notes", "--ref=hone/score", "show", commit?.text ?? "")
        return try JSONDecoder().decode(Line.self, from: Data(text.utf8)).gains ?? []
    }

    @Test func `the winner's note has the gain that was measured apart, whatever comes after`() async throws {
        let journal = try await fixture.startRun()
        let first = try await fixture.step(1, in: journal)
        let second = try await fixture.step(2, in: journal)
        let base = journal.record.base
        let untold = try gains(on: second.candidate)
        #expect(!untold.contains { $0.source == "confirmed" })
        let winner = try #require(second.candidate)
        try await close(journal, with: winner, gain: 0.1)
        let told = try #require(try gains(on: winner).first { $0.over == base.text })
        #expect(told.source == "confirmed" && told.percent == 20 && told.confirmed == true)
        #expect(try !gains(on: first.candidate).contains { $0.source == "confirmed" })
        let text = try fixture.repository.git("notes", "--ref=hone/score", "show", winner.text)
        #expect(text.hasPrefix(#"{"version":1,"root":"#), "the line is as it was written")
        // What it said of others stays, and a later look stands for the earlier.
        #expect(try gains(on: winner).count { $0.over != base.text } == untold.count { $0.over != base.text })
        try await close(journal, with: winner, gain: 0.05, confirmed: false)
        let later = try gains(on: winner).filter { $0.over == base.text }
        #expect(later.map(\.percent) == [10] && later.map(\.confirmed) == [false])
        #expect(later.map(\.source) == ["apart"], "the word stands beside what was confirmed alone")
        try await fixture.step(3, in: journal)
        #expect(try gains(on: winner).filter { $0.over == base.text }.map(\.percent) == [10])
        try fixture.repository.requireSound()
    }

    @Test func `notes that were lost, or not written before a kill, get the gain too`() async throws {
        let journal = try await fixture.startRun()
        let winner = try #require(try await fixture.step(1, in: journal).candidate)
        let failing = try await fixture.reopen(
            failpoints: Failpoints { place in
                if place == "before \(RefNames.score)" { throw FixtureError.stopped(at: place) }
            })
        await #expect(throws: FixtureError.self) { try await close(failing, with: winner, gain: 0.1) }
        _ = try await fixture.reopen().events(after: 0)
        #expect(try gains(on: winner).first?.source == "confirmed")
        try fixture.repository.git("update-ref", "-d", "refs/notes/hone/score")
        try await fixture.reopen().rebuildProjections()
        #expect(try gains(on: winner).first?.source == "confirmed")
    }
}
